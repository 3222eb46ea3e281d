package io.github.kashew.strategy;

import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends a load that takes too long, and answers what is stored if it takes long.
 *
 * <p>The hard limit is one of the load: from its beginning on, whoever waits. Then the load is cancelled, its slot is free,
 * its callers fail with {@link io.github.kashew.error.LoadTimeoutException}, and a value that it brings later is dropped.
 * The soft limit is one of the caller: who has waited so long for a load is answered with the value that is stored at the
 * key, fresh or stale, or with the copy of a failover, and the load goes on and is stored; where there is neither, or only
 * a stored failure, the caller waits on. Made by {@link Strategies#timeout(String)}; immutable, equal by its options.
 */
public final class Timeout implements Strategy {

    private final Settings settings;

    /** How long a load may take, and how long a caller waits for it while there is an older value. */
    private record Settings(Duration hard, @Nullable Duration soft) {}

    Timeout(Ttl hard) {
        this(new Settings(RateLimit.finite(hard, "timeout").toDuration(), null));
    }

    private Timeout(Settings settings) {
        this.settings = settings;
    }

    /**
     * Answers an older value to callers that have waited for {@code limit}.
     *
     * @param limit how long, below the hard limit
     * @throws IllegalArgumentException if it is out of its range
     */
    public Timeout withSoft(String limit) {
        return withSoft(Ttl.of(limit, "soft"));
    }

    /** As {@link #withSoft(String)}. */
    public Timeout withSoft(Duration limit) {
        return withSoft(Ttl.of(limit, "soft"));
    }

    /** As {@link #withSoft(String)}. */
    public Timeout withSoft(Ttl limit) {
        if (limit.isForever() || limit.toDuration().compareTo(settings.hard) >= 0) {
            throw new IllegalArgumentException(
                    "soft must be from 1ms to below the timeout of " + Ttl.of(settings.hard) + ", was " + limit);
        }
        return new Timeout(new Settings(settings.hard, limit.toDuration()));
    }

    @Override
    public Duration loadTimeout() {
        return settings.hard;
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        if (settings.soft == null) {
            return inner;
        }
        requireOlderValues(plan);
        return new TimeoutStep<>(inner, plan.type(), settings.soft);
    }

    /** What is answered in place of a load must not be taken for one by a strategy outside. */
    private void requireOlderValues(PlanSpec<?> plan) {
        Neighbours.requireOutside(this, plan, Timeout::keepsValues, "would let it store an older value anew");
        if (plan.strategies().stream().noneMatch(Timeout::keepsValues)) {
            throw new IllegalArgumentException(
                    this + " has no older value to answer: put a strategy that stores inside," + " through(" + this
                            + ", soft(\"1h\")), or leave withSoft out");
        }
    }

    private static boolean keepsValues(Strategy strategy) {
        return strategy.stores() || strategy instanceof Failover;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Timeout that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        String drawn = "timeout(" + Ttl.of(settings.hard) + ")";
        return settings.soft == null ? drawn : drawn + ".withSoft(" + Ttl.of(settings.soft) + ")";
    }
}
