package io.github.kashew;

import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says what a {@link CachePlan} is. Not thread-safe; the built plan does not follow later changes of its builder.
 *
 * @param <V> the type of the value
 */
public final class PlanBuilder<V extends @Nullable Object> {

    private static final Duration DEFAULT_LOAD_TIMEOUT = Duration.ofMinutes(5);

    private final TypeRef<V> type;
    private final KeyFormats formats;
    private final List<Class<? extends Throwable>> failures;
    private final Function<PlanSpec<V>, CachePlan<V>> compiler;

    private @Nullable KeyTemplate template;
    private final List<Strategy> strategies = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private @Nullable Function<? super V, ? extends Collection<String>> tagsOfValue;
    private Condition<? super V> condition = Condition.values();
    private @Nullable Duration loadTimeout;
    private boolean singleFlight = true;
    private PlanSpec.LastLeave onLastLeave = PlanSpec.LastLeave.CANCEL;
    private @Nullable Object flightGroup;

    /** Made by {@link Cache#plan}. */
    public PlanBuilder(
            TypeRef<V> type,
            KeyFormats formats,
            List<Class<? extends Throwable>> failures,
            Function<PlanSpec<V>, CachePlan<V>> compiler) {
        this.type = type;
        this.formats = formats;
        this.failures = failures;
        this.compiler = compiler;
    }

    /**
     * Sets the template of the keys; its roots bind to the values of a call in the order of their first use.
     *
     * @throws io.github.kashew.error.InvalidKeyException if it is malformed
     */
    public PlanBuilder<V> key(String keyTemplate) {
        return key(KeyTemplate.parse(keyTemplate, formats));
    }

    /** Sets the template of the keys. */
    public PlanBuilder<V> key(KeyTemplate keyTemplate) {
        if (template != null) {
            throw new IllegalStateException(
                    "key is set twice: '" + template.template() + "' and '" + keyTemplate.template() + "'");
        }
        template = keyTemplate;
        return this;
    }

    /** Adds strategies, outermost first, inside those that were added before. */
    public PlanBuilder<V> through(Strategy... outermostFirst) {
        strategies.addAll(List.of(outermostFirst));
        return this;
    }

    /**
     * Adds tags that entries carry, so that {@link Cache#deleteTags(String...)} invalidates them: texts such as
     * {@code users}, or templates such as {@code user:{id}} of what the key template names. Values are escaped as in keys.
     *
     * <p>The generations of the tags are read before each load: with the key, or by a command of its own.
     */
    public PlanBuilder<V> tags(String... templates) {
        tags.addAll(List.of(templates));
        return this;
    }

    /**
     * Adds tags that come of what was loaded, as they are, beside those that are known before. None may be null; a failure
     * that is stored has none.
     *
     * <p>Costs a command more for each load. A value is answered and not stored if any tag at all was deleted in its route
     * during the load.
     */
    public PlanBuilder<V> tags(Function<? super V, ? extends Collection<String>> ofValue) {
        if (tagsOfValue != null) {
            throw new IllegalStateException("tags of the value are set twice: let one function answer all of them");
        }
        tagsOfValue = Objects.requireNonNull(ofValue, "ofValue");
        return this;
    }

    /** Sets which outcomes are stored; {@link Condition#values()} by default. */
    public PlanBuilder<V> condition(Condition<? super V> storing) {
        condition = Objects.requireNonNull(storing, "condition");
        return this;
    }

    /**
     * Sets how long a load may take, 5 minutes by default. Then its callers fail with
     * {@link io.github.kashew.error.LoadTimeoutException}, the load is cancelled, its slot is free, and a value that it
     * brings later is dropped.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public PlanBuilder<V> loadTimeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("loadTimeout must be positive, was " + limit);
        }
        loadTimeout = limit;
        return this;
    }

    /** As {@link #loadTimeout(Duration)}, of a text such as {@code "30s"}. */
    public PlanBuilder<V> loadTimeout(String limit) {
        return loadTimeout(Ttl.of(limit).toDuration());
    }

    /**
     * Sets whether concurrent calls of one key share a load; they do by default, unless a strategy says that every call
     * has to run, and none stores.
     */
    public PlanBuilder<V> singleFlight(boolean share) {
        singleFlight = share;
        return this;
    }

    /** Sets what becomes of a load when its last caller has left; it is cancelled by default. */
    public PlanBuilder<V> onLastLeave(PlanSpec.LastLeave then) {
        onLastLeave = Objects.requireNonNull(then, "onLastLeave");
        return this;
    }

    /**
     * Lets this plan share loads with other plans of the same type whose group is equal; by default a plan shares with no
     * other. For those who make plans as they go.
     */
    public PlanBuilder<V> flightGroup(Object group) {
        flightGroup = Objects.requireNonNull(group, "flightGroup");
        return this;
    }

    /**
     * Compiles the plan.
     *
     * @throws IllegalStateException if there is no strategy
     * @throws io.github.kashew.error.InvalidKeyException if a tag is malformed, names what the key does not, or there are
     *     more than {@link TagCommand#MOST_TAGS}
     * @throws IllegalArgumentException if the strategies do not go together; the message says which and why
     */
    public CachePlan<V> build() {
        if (strategies.isEmpty()) {
            throw new IllegalStateException("a plan needs a strategy: through(simple(\"1h\"))");
        }
        return compiler.apply(new PlanSpec<>(
                type,
                template,
                strategies,
                tags,
                tagsOfValue,
                condition,
                loadLimit(),
                singleFlight && sharing(),
                onLastLeave,
                flightGroup,
                formats,
                failures));
    }

    private Duration loadLimit() {
        Duration limit = loadTimeout;
        String saidBy = "loadTimeout(" + limit + ")";
        for (Strategy strategy : strategies) {
            Duration said = strategy.loadTimeout();
            if (said != null && limit != null) {
                throw new IllegalArgumentException("the time of a load is limited twice, by " + saidBy + " and by "
                        + strategy + ": leave one of them out");
            }
            if (said != null) {
                limit = said;
                saidBy = strategy.toString();
            }
        }
        return limit == null ? DEFAULT_LOAD_TIMEOUT : limit;
    }

    private boolean sharing() {
        return strategies.stream().anyMatch(Strategy::stores)
                || strategies.stream().noneMatch(Strategy::runsEachCall);
    }
}
