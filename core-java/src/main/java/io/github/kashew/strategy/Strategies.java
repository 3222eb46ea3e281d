package io.github.kashew.strategy;

import io.github.kashew.Ttl;
import io.github.kashew.TtlFunction;
import java.time.Duration;
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
}
