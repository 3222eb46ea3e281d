package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.NumberCommand;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.strategy.Limited.Options;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of calls pass in a window that begins with the first of them, and refuses the others with
 * {@link io.github.kashew.error.RateLimitedException}.
 *
 * <p>The counter is in the store, so that all processes which share the store share the limit. The first refused call
 * begins the ban; others do not make it longer. A limit of 0 refuses every call. While the store cannot be asked, calls
 * pass, unless {@link #failClosed()}. Made by {@link Strategies#rateLimit(long, String)}; immutable, equal by its options.
 */
public final class RateLimit implements Strategy {

    private final Settings settings;

    /** The limit, the window, how long is refused, and what else was said. */
    private record Settings(long limit, Ttl period, Ttl ban, Options options) {}

    RateLimit(long limit, Ttl period) {
        this(new Settings(notNegative(limit), finite(period, "period"), period, Options.DEFAULT));
    }

    private RateLimit(Settings settings) {
        this.settings = settings;
    }

    static long notNegative(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be 0 (refuse all) or more, was " + limit);
        }
        return limit;
    }

    static Ttl finite(Ttl length, String option) {
        if (length.isForever()) {
            throw new IllegalArgumentException(option + " must have an end, was forever; write for example 10m");
        }
        return length;
    }

    private RateLimit with(Ttl ban, Options options) {
        return new RateLimit(new Settings(settings.limit, settings.period, ban, options));
    }

    /** Refuses for {@code ban} once the limit is exceeded; for the period by default. */
    public RateLimit withBan(String ban) {
        return withBan(Ttl.of(ban, "ban"));
    }

    /** As {@link #withBan(String)}. */
    public RateLimit withBan(Duration ban) {
        return withBan(Ttl.of(ban, "ban"));
    }

    /** As {@link #withBan(String)}. */
    public RateLimit withBan(Ttl ban) {
        return with(finite(ban, "ban"), settings.options);
    }

    /**
     * Counts the calls together for which {@code template} gives the same text; by default those of one key.
     *
     * @param template over the names of the plan's key and over context values, such as {@code "ip:{@ip}"}; a text without
     *     placeholders counts all calls together
     */
    public RateLimit per(String template) {
        Objects.requireNonNull(template, "per");
        return with(settings.ban, new Options(template, settings.options.failsOpen(), settings.options.refusal()));
    }

    /** Fails calls with what the store failed with while it cannot be asked, in place of letting them pass. */
    public RateLimit failClosed() {
        return with(settings.ban, new Options(settings.options.per(), false, settings.options.refusal()));
    }

    /** Answers refused calls by {@code refusal} in place of the exception. */
    public RateLimit orElse(Refusal refusal) {
        Objects.requireNonNull(refusal, "orElse");
        return with(settings.ban, new Options(settings.options.per(), settings.options.failsOpen(), refusal));
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Neighbours.requireOne(plan, this::sharesCounter, Limited.COUNTED_TWICE);
        return new Limited<>(inner, plan, this, settings.options, meter());
    }

    private boolean sharesCounter(Strategy other) {
        return other instanceof RateLimit that
                && settings.limit == that.settings.limit
                && settings.period.equals(that.settings.period)
                && Objects.equals(settings.options.per(), that.settings.options.per());
    }

    private Limited.Meter meter() {
        if (settings.limit == 0) {
            return (call, subject) -> Stages.done(settings.ban.toDuration());
        }
        String purpose = "rate/" + settings.limit + '/' + settings.period;
        return (call, subject) -> count(call, call.ownKey(purpose, subject));
    }

    private CompletionStage<@Nullable Duration> count(Call<?> call, String key) {
        long now = call.now();
        return Stages.then(
                call.commands().increment(new NumberCommand.Increment(key, 1, settings.period.deadlineAfter(now))),
                total -> total <= settings.limit
                        ? Stages.nothing()
                        : total == settings.limit + 1 ? ban(call, key, now) : left(call, key, now));
    }

    private CompletionStage<@Nullable Duration> ban(Call<?> call, String key, long now) {
        return Stages.map(
                call.commands().expire(new KeyCommand.Expire(key, settings.ban.deadlineAfter(now))),
                done -> settings.ban.toDuration());
    }

    /** A count without an end, which was not made here, would refuse for ever: it gets one. */
    private CompletionStage<@Nullable Duration> left(Call<?> call, String key, long now) {
        return Stages.then(call.commands().timeToLive(new KeyCommand.TimeToLive(key)), deadline -> {
            if (deadline == null) {
                return Stages.done(Duration.ZERO);
            }
            return deadline == Entry.NEVER
                    ? ban(call, key, now)
                    : Stages.done(Duration.ofNanos(Math.max(deadline - now, 0)));
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RateLimit that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "rateLimit(" + settings.limit + ", " + settings.period + ")";
    }
}
