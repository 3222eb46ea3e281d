package io.github.kashew.strategy;

import io.github.kashew.Ttl;
import io.github.kashew.TtlFunction;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the strategies of plans. */
public final class Strategies {

    private Strategies() {}

    /**
     * Stores what is loaded for {@code ttl} and answers it until then.
     *
     * @param ttl how long, for example {@code "1h30m"}; see {@link Ttl#of(String)}
     */
    public static Simple simple(String ttl) {
        return simple(Ttl.of(ttl));
    }

    /** Stores what is loaded for {@code ttl} and answers it until then. */
    public static Simple simple(Duration ttl) {
        return simple(Ttl.of(ttl));
    }

    /** Stores what is loaded for {@code ttl} and answers it until then. */
    public static Simple simple(Ttl ttl) {
        return new Simple(TtlFunction.always(ttl));
    }

    /**
     * Stores what is loaded for as long as {@code ttl} says of it, and answers it until then.
     *
     * @param ttl is asked about each outcome that is stored, once
     */
    public static Simple simple(TtlFunction<? super @Nullable Object> ttl) {
        return new Simple(ttl);
    }

    /**
     * Stores what is loaded for {@code ttl}; in the last third of that, it is still answered, and loaded anew in the
     * background.
     *
     * @param ttl how long, for example {@code "10m"}; see {@link Ttl#of(String)}
     * @throws IllegalArgumentException if an option is out of its range
     */
    public static Early early(String ttl) {
        return early(Ttl.of(ttl));
    }

    /** As {@link #early(String)}. */
    public static Early early(Duration ttl) {
        return early(Ttl.of(ttl));
    }

    /** As {@link #early(String)}. */
    public static Early early(Ttl ttl) {
        return new Early(TtlFunction.always(ttl), null);
    }

    /** As {@link #early(String)}, for as long as {@code ttl} says of each outcome that is stored. */
    public static Early early(TtlFunction<? super @Nullable Object> ttl) {
        return new Early(ttl, null);
    }

    /**
     * Stores what is loaded for {@code ttl}; from {@code refreshAfter} on, it is still answered, and loaded anew in the
     * background.
     *
     * @param refreshAfter how long after it was stored, below {@code ttl}
     * @throws IllegalArgumentException if an option is out of its range
     */
    public static Early early(String ttl, String refreshAfter) {
        return early(Ttl.of(ttl), Ttl.of(refreshAfter, "refreshAfter"));
    }

    /** As {@link #early(String, String)}. */
    public static Early early(Duration ttl, Duration refreshAfter) {
        return early(Ttl.of(ttl), Ttl.of(refreshAfter, "refreshAfter"));
    }

    /** As {@link #early(String, String)}. */
    public static Early early(Ttl ttl, Ttl refreshAfter) {
        return new Early(TtlFunction.always(ttl), refreshAfter);
    }

    /**
     * Stores what is loaded for {@code ttl}; in the last third of that, it is loaded anew, and answered if that fails.
     *
     * @param ttl how long, for example {@code "1h"}; see {@link Ttl#of(String)}
     * @throws IllegalArgumentException if an option is out of its range
     */
    public static Soft soft(String ttl) {
        return soft(Ttl.of(ttl));
    }

    /** As {@link #soft(String)}. */
    public static Soft soft(Duration ttl) {
        return soft(Ttl.of(ttl));
    }

    /** As {@link #soft(String)}. */
    public static Soft soft(Ttl ttl) {
        return new Soft(TtlFunction.always(ttl), null);
    }

    /** As {@link #soft(String)}, for as long as {@code ttl} says of each outcome that is stored. */
    public static Soft soft(TtlFunction<? super @Nullable Object> ttl) {
        return new Soft(ttl, null);
    }

    /**
     * Stores what is loaded for {@code ttl}; from {@code softTtl} on, it is loaded anew, and answered if that fails.
     *
     * @param softTtl how long it is fresh, below {@code ttl}
     * @throws IllegalArgumentException if an option is out of its range
     */
    public static Soft soft(String ttl, String softTtl) {
        return soft(Ttl.of(ttl), Ttl.of(softTtl, "softTtl"));
    }

    /** As {@link #soft(String, String)}. */
    public static Soft soft(Duration ttl, Duration softTtl) {
        return soft(Ttl.of(ttl), Ttl.of(softTtl, "softTtl"));
    }

    /** As {@link #soft(String, String)}. */
    public static Soft soft(Ttl ttl, Ttl softTtl) {
        return new Soft(TtlFunction.always(ttl), softTtl);
    }

    /**
     * Stores what is loaded for {@code ttl} and answers it at most {@code hits} times.
     *
     * @param ttl how long, for example {@code "1h"}; see {@link Ttl#of(String)}
     * @param hits 1 or more
     * @throws IllegalArgumentException if an option is out of its range
     */
    public static Hit hit(String ttl, long hits) {
        return hit(Ttl.of(ttl), hits);
    }

    /** As {@link #hit(String, long)}. */
    public static Hit hit(Duration ttl, long hits) {
        return hit(Ttl.of(ttl), hits);
    }

    /** As {@link #hit(String, long)}. */
    public static Hit hit(Ttl ttl, long hits) {
        return new Hit(TtlFunction.always(ttl), hits);
    }

    /** As {@link #hit(String, long)}, for as long as {@code ttl} says of each outcome that is stored. */
    public static Hit hit(TtlFunction<? super @Nullable Object> ttl, long hits) {
        return new Hit(ttl, hits);
    }

    /** As {@link #dynamic(String)}, for a day. */
    public static Hit dynamic() {
        return dynamic("1d");
    }

    /**
     * Stores what is loaded for {@code ttl}, answers it at most 3 times, and loads anew in the background at the first:
     * what is read often is fresh, and what is read seldom is loaded seldom.
     *
     * @param ttl how long, for example {@code "1d"}; see {@link Ttl#of(String)}
     */
    public static Hit dynamic(String ttl) {
        return dynamic(Ttl.of(ttl));
    }

    /** As {@link #dynamic(String)}. */
    public static Hit dynamic(Duration ttl) {
        return dynamic(Ttl.of(ttl));
    }

    /** As {@link #dynamic(String)}. */
    public static Hit dynamic(Ttl ttl) {
        return dynamic(TtlFunction.always(ttl));
    }

    /** As {@link #dynamic(String)}, for as long as {@code ttl} says of each outcome that is stored. */
    public static Hit dynamic(TtlFunction<? super @Nullable Object> ttl) {
        return new Hit(ttl, 3).withRefreshAfter(1);
    }

    /**
     * Copies each good answer for {@code ttl}, and answers the copy when what is inside fails.
     *
     * @param ttl how long, for example {@code "1h"}; see {@link Ttl#of(String)}
     */
    public static Failover failover(String ttl) {
        return failover(Ttl.of(ttl));
    }

    /** As {@link #failover(String)}. */
    public static Failover failover(Duration ttl) {
        return failover(Ttl.of(ttl));
    }

    /** As {@link #failover(String)}. */
    public static Failover failover(Ttl ttl) {
        return new Failover(TtlFunction.always(ttl));
    }

    /** As {@link #failover(String)}, for as long as {@code ttl} says of each answer that is copied. */
    public static Failover failover(TtlFunction<? super @Nullable Object> ttl) {
        return new Failover(ttl);
    }

    /**
     * Lets {@code limit} calls pass in a window that begins with the first of them.
     *
     * @param limit how many, 0 to refuse all
     * @param period how long the window is, for example {@code "10m"}; see {@link Ttl#of(String)}
     * @throws IllegalArgumentException if an option is out of its range
     */
    public static RateLimit rateLimit(long limit, String period) {
        return new RateLimit(limit, Ttl.of(period, "period"));
    }

    /** As {@link #rateLimit(long, String)}. */
    public static RateLimit rateLimit(long limit, Duration period) {
        return new RateLimit(limit, Ttl.of(period, "period"));
    }

    /** As {@link #rateLimit(long, String)}. */
    public static RateLimit rateLimit(long limit, Ttl period) {
        return new RateLimit(limit, period);
    }

    /**
     * Lets {@code limit} calls pass within any stretch of time as long as {@code period}.
     *
     * @param limit how many, 0 (refuse all) to {@value SlidingRateLimit#MAX_LIMIT}
     * @param period how long, for example {@code "10m"}; see {@link Ttl#of(String)}
     * @throws IllegalArgumentException if an option is out of its range
     */
    public static SlidingRateLimit slidingRateLimit(long limit, String period) {
        return new SlidingRateLimit(limit, Ttl.of(period, "period"));
    }

    /** As {@link #slidingRateLimit(long, String)}. */
    public static SlidingRateLimit slidingRateLimit(long limit, Duration period) {
        return new SlidingRateLimit(limit, Ttl.of(period, "period"));
    }

    /** As {@link #slidingRateLimit(long, String)}. */
    public static SlidingRateLimit slidingRateLimit(long limit, Ttl period) {
        return new SlidingRateLimit(limit, period);
    }

    /**
     * Refuses calls while {@code failureRate} percent or more of those within {@code window} failed.
     *
     * @param failureRate above 0, at most 100
     * @param window how far it looks back, for example {@code "1m"}; in steps of a sixteenth
     * @throws IllegalArgumentException if an option is out of its range
     */
    public static CircuitBreaker circuitBreaker(double failureRate, String window) {
        return new CircuitBreaker(failureRate, 0, Ttl.of(window, "window"));
    }

    /** As {@link #circuitBreaker(double, String)}. */
    public static CircuitBreaker circuitBreaker(double failureRate, Duration window) {
        return new CircuitBreaker(failureRate, 0, Ttl.of(window, "window"));
    }

    /**
     * As {@link #circuitBreaker(double, String)}, looking back on the last {@code calls} calls.
     *
     * @param calls 1 to 100000
     */
    public static CircuitBreaker circuitBreaker(double failureRate, int calls) {
        return CircuitBreaker.ofCalls(failureRate, calls);
    }

    /**
     * Holds a lease of the store while what is inside runs, so that of all processes one at a time runs it for a key.
     *
     * @param ttl how long the lease is held at most, for example {@code "30s"}; longer than what it guards takes
     * @throws IllegalArgumentException if {@code ttl} is not a duration or is for ever
     */
    public static Locked locked(String ttl) {
        return new Locked(Ttl.of(ttl));
    }

    /** As {@link #locked(String)}. */
    public static Locked locked(Duration ttl) {
        return new Locked(Ttl.of(ttl));
    }

    /** As {@link #locked(String)}. */
    public static Locked locked(Ttl ttl) {
        return new Locked(ttl);
    }

    /**
     * Cancels a load that takes longer than {@code limit}; its callers fail, its slot is free.
     *
     * @param limit how long, for example {@code "5s"}
     * @throws IllegalArgumentException if it is not a duration or is for ever
     */
    public static Timeout timeout(String limit) {
        return new Timeout(Ttl.of(limit, "timeout"));
    }

    /** As {@link #timeout(String)}. */
    public static Timeout timeout(Duration limit) {
        return new Timeout(Ttl.of(limit, "timeout"));
    }

    /** As {@link #timeout(String)}. */
    public static Timeout timeout(Ttl limit) {
        return new Timeout(limit);
    }

    /**
     * Lets {@code loads} loads of the plan run at once, lets some wait, and refuses the others.
     *
     * @param loads 1 to 1000000
     * @throws IllegalArgumentException if it is out of its range
     */
    public static Bulkhead bulkhead(int loads) {
        return new Bulkhead(loads);
    }

    /**
     * Deletes keys after a call that succeeded.
     *
     * @param template a template such as {@code "user:{id}"}, of names that the key of the plan has
     * @param more further templates
     */
    public static Invalidate invalidate(String template, String... more) {
        return new Invalidate(
                Stream.concat(Stream.of(template), Stream.of(more)).toList());
    }

    /**
     * Loads anew in the background on {@code percent} of the hits, and tells where that differs from what is stored.
     *
     * @param percent above 0, at most 100
     * @throws IllegalArgumentException if it is out of its range
     */
    public static Verify verify(double percent) {
        return new Verify(percent);
    }

    /** Answers each call with a fresh load, and tells where that differs from what the cache would have answered. */
    public static Shadow shadow() {
        return new Shadow(Comparison.BY_EQUALS);
    }
}
