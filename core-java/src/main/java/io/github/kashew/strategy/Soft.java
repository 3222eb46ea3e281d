package io.github.kashew.strategy;

import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.TtlFunction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a stale value if loading anew fails.
 *
 * <p>While an entry is fresh it is answered; then callers wait for one load together, and get the stale value only if that
 * fails. After a failure the stale value is answered at once until the back-off is over. Past its end, or once it was
 * deleted, an old value is never answered. Made by {@link Strategies#soft(String)}; immutable, equal by its options.
 */
public final class Soft implements Strategy {

    private final Settings settings;

    /** What was said. */
    record Settings(Freshness freshness, @Nullable Covered covered, BackOff backOff) {}

    Soft(TtlFunction<? super @Nullable Object> ttl, @Nullable Ttl softTtl) {
        this(new Settings(Freshness.of(ttl, softTtl, "softTtl"), null, BackOff.BY_LIFE));
    }

    private Soft(Settings settings) {
        this.settings = settings;
    }

    /**
     * Covers failures of these types only; by default those that {@link io.github.kashew.CacheBuilder#failures} names, or
     * else every {@link Exception}. Cancellations, and mistakes such as
     * {@link io.github.kashew.error.InvalidKeyException}, are never covered.
     *
     * @throws IllegalArgumentException if none is named
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final Soft on(Class<? extends Throwable>... types) {
        return new Soft(new Settings(settings.freshness, Covered.of(List.of(types), "on"), settings.backOff));
    }

    /** Sets how long the source is left alone after a load that failed; a thirtieth of the entry's life by default. */
    public Soft withBackOff(String length) {
        return withBackOff(Ttl.of(length, "backOff"));
    }

    /** As {@link #withBackOff(String)}. */
    public Soft withBackOff(Duration length) {
        return withBackOff(Ttl.of(length, "backOff"));
    }

    /** As {@link #withBackOff(String)}. */
    public Soft withBackOff(Ttl length) {
        return new Soft(new Settings(settings.freshness, settings.covered, BackOff.of(length)));
    }

    @Override
    public boolean stores() {
        return true;
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        return new SoftStep<>(
                new Filling<>(inner, plan, settings.freshness),
                Covered.or(settings.covered, plan),
                settings.backOff,
                new RefreshTrouble(toString()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Soft that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "soft(" + settings.freshness + ")";
    }
}
