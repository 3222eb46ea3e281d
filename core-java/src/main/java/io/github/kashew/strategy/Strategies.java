package io.github.kashew.strategy;

import io.github.kashew.Strategy;
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
    public static Strategy simple(String ttl) {
        return simple(Ttl.of(ttl));
    }

    /** Stores what is loaded for {@code ttl} and answers it until then. */
    public static Strategy simple(Duration ttl) {
        return simple(Ttl.of(ttl));
    }

    /** Stores what is loaded for {@code ttl} and answers it until then. */
    public static Strategy simple(Ttl ttl) {
        return new Simple(TtlFunction.always(ttl));
    }

    /**
     * Stores what is loaded for as long as {@code ttl} says of it, and answers it until then.
     *
     * @param ttl is asked about each outcome that is stored, once
     */
    public static Strategy simple(TtlFunction<? super @Nullable Object> ttl) {
        return new Simple(ttl);
    }
}
