package io.github.kashew.strategy;

import io.github.kashew.NumberCommand;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.strategy.Limited.Options;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of calls pass within any stretch of time of a given length, and refuses the others with
 * {@link io.github.kashew.error.RateLimitedException}.
 *
 * <p>Exact: the store keeps the time of each call that passed, by its own clock, 8 bytes for each in memory. A refused
 * call leaves no trace. The exception's {@code retryAfter} is the whole period, after which there is room in any case. A
 * limit of 0 refuses every call. While the store cannot be asked, calls pass, unless {@link #failClosed()}. Made by
 * {@link Strategies#slidingRateLimit(long, String)}; immutable, equal by its options.
 */
public final class SlidingRateLimit implements Strategy {

    /** The greatest limit; each call that passes is remembered for the period. */
    public static final long MAX_LIMIT = 1_000_000;

    private final Settings settings;

    /** The limit, the length, and what else was said. */
    private record Settings(long limit, Ttl period, Options options) {}

    SlidingRateLimit(long limit, Ttl period) {
        this(new Settings(bounded(limit), RateLimit.finite(period, "period"), Options.DEFAULT));
    }

    private SlidingRateLimit(Settings settings) {
        this.settings = settings;
    }

    private static long bounded(long limit) {
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 0 (refuse all) to " + MAX_LIMIT + ", was " + limit
                    + "; rateLimit keeps one number whatever the limit");
        }
        return limit;
    }

    private SlidingRateLimit with(Options options) {
        return new SlidingRateLimit(new Settings(settings.limit, settings.period, options));
    }

    /**
     * Counts the calls together for which {@code template} gives the same text; by default those of one key.
     *
     * @param template over the names of the plan's key and over context values, such as {@code "ip:{@ip}"}; a text without
     *     placeholders counts all calls together
     */
    public SlidingRateLimit per(String template) {
        Objects.requireNonNull(template, "per");
        return with(new Options(template, settings.options.failsOpen(), settings.options.refusal()));
    }

    /** Fails calls with what the store failed with while it cannot be asked, in place of letting them pass. */
    public SlidingRateLimit failClosed() {
        return with(new Options(settings.options.per(), false, settings.options.refusal()));
    }

    /** Answers refused calls by {@code refusal} in place of the exception. */
    public SlidingRateLimit orElse(Refusal refusal) {
        Objects.requireNonNull(refusal, "orElse");
        return with(new Options(settings.options.per(), settings.options.failsOpen(), refusal));
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Neighbours.requireOne(plan, this::sharesCounter, Limited.COUNTED_TWICE);
        return new Limited<>(inner, plan, this, settings.options, meter());
    }

    private boolean sharesCounter(Strategy other) {
        return other instanceof SlidingRateLimit that
                && settings.limit == that.settings.limit
                && settings.period.equals(that.settings.period)
                && Objects.equals(settings.options.per(), that.settings.options.per());
    }

    private Limited.Meter meter() {
        Duration wait = settings.period.toDuration();
        if (settings.limit == 0) {
            return (call, subject) -> Stages.done(wait);
        }
        long window = settings.period.nanos();
        String purpose = "sliding/" + settings.limit + '/' + settings.period;
        return (call, subject) -> Stages.map(
                call.commands()
                        .slidingCount(
                                new NumberCommand.SlidingCount(call.ownKey(purpose, subject), window, settings.limit)),
                count -> count <= settings.limit ? null : wait);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SlidingRateLimit that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "slidingRateLimit(" + settings.limit + ", " + settings.period + ")";
    }
}
