package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.async.Stages;
import io.github.kashew.error.Printable;
import io.github.kashew.error.RateLimitedException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The step of a rate limit: asks a meter, then passes the call on or refuses it. */
final class Limited<V extends @Nullable Object> implements Step<V> {

    static final String COUNTED_TWICE =
            "would count each call twice: leave one out, or let them differ in limit, period or per(template)";

    private final Step<V> inner;
    private final PlanSpec<V> plan;
    private final String limit;
    private final Options options;
    private final GuardKey key;
    private final Meter meter;
    private final StoreTrouble trouble;

    /**
     * What both limits can be told.
     *
     * @param per the template of what is counted together, or null for the key of the call
     * @param failsOpen whether calls pass while the store cannot be asked
     * @param refusal answers what is refused, or null to fail it
     */
    record Options(
            @Nullable String per,
            boolean failsOpen,
            @Nullable Refusal refusal) {
        static final Options DEFAULT = new Options(null, true, null);
    }

    /** Counts a call. */
    @FunctionalInterface
    interface Meter {
        /** Answers null if the call passes, or how long to wait. */
        CompletionStage<@Nullable Duration> count(Call<?> call, String subject);
    }

    Limited(Step<V> inner, PlanSpec<V> plan, Object limit, Options options, Meter meter) {
        this.inner = inner;
        this.plan = plan;
        this.limit = limit.toString();
        this.options = options;
        this.key = GuardKey.of(options.per(), plan);
        this.meter = meter;
        this.trouble = new StoreTrouble(this.limit);
    }

    @Override
    public CompletionStage<V> run(Call<V> call) {
        String subject = key.of(call);
        return Stages.settle(
                counted(call, subject),
                (wait, failure) -> failure != null
                        ? unknown(call, failure)
                        : wait == null ? inner.run(call) : refuse(call, subject, wait));
    }

    private CompletionStage<@Nullable Duration> counted(Call<V> call, String subject) {
        try {
            return meter.count(call, subject);
        } catch (RuntimeException failure) {
            return Stages.failed(failure);
        }
    }

    private CompletionStage<V> unknown(Call<V> call, Throwable failure) {
        if (!options.failsOpen()) {
            return Stages.failed(failure);
        }
        trouble.passes(call.now(), failure);
        return inner.run(call);
    }

    private CompletionStage<V> refuse(Call<V> call, String subject, Duration wait) {
        RateLimitedException refused = new RateLimitedException(
                limit + " refused " + Printable.text(subject) + "; try again in " + wait.toMillis() + " ms", wait);
        Refusal refusal = options.refusal();
        if (refusal == null) {
            return Stages.failed(refused);
        }
        CompletionStage<? extends @Nullable Object> answer = refusal.answer(call.args(), refused);
        if (answer == null) {
            throw new NullPointerException("the refusal of " + limit + " returned null in place of a stage");
        }
        call.onCancel(() -> answer.toCompletableFuture().cancel(true));
        return Stages.map(answer, (Function<@Nullable Object, V>) this::typed);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // checked as far as it can be; null is of any type
    private V typed(@Nullable Object value) {
        if (!plan.type().accepts(value)) {
            throw new ClassCastException("the refusal of " + limit + " answered "
                    + (value == null ? "null" : value.getClass().getName()) + ", the plan is of " + plan.type());
        }
        return (V) value;
    }
}
