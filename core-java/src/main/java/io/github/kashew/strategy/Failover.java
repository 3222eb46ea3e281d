package io.github.kashew.strategy;

import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.TtlFunction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a copy of the last good answer, and answers it when what is inside fails.
 *
 * <p>It wraps anything, and always asks what is inside first. The copy has a key of its own, which no user's key can equal;
 * it is deleted with the key of the call, and written again only if the value has changed or half of its life has passed.
 * Inside {@code early} and {@code soft}, which would store the copy as a fresh value, it is refused, and so are two in one
 * plan. Made by {@link Strategies#failover(String)}; immutable, equal by its options.
 */
public final class Failover implements Strategy {

    private final Settings settings;

    /** What was said. */
    record Settings(
            TtlFunction<? super @Nullable Object> ttl,
            @Nullable Covered covered,
            @Nullable Covered definitive) {}

    Failover(TtlFunction<? super @Nullable Object> ttl) {
        this(new Settings(Objects.requireNonNull(ttl, "ttl"), null, null));
    }

    private Failover(Settings settings) {
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
    public final Failover on(Class<? extends Throwable>... types) {
        return new Failover(new Settings(settings.ttl, Covered.of(List.of(types), "on"), settings.definitive));
    }

    /**
     * Deletes the copy at failures of these types, which say that there is no such thing any more, and does not cover them.
     *
     * @throws IllegalArgumentException if none is named
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final Failover evictOn(Class<? extends Throwable>... types) {
        return new Failover(new Settings(settings.ttl, settings.covered, Covered.of(List.of(types), "evictOn")));
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Neighbours.requireOne(plan, other -> other instanceof Failover, "would share one copy: leave one out");
        Neighbours.requireOutside(
                this,
                plan,
                other -> other instanceof Early || other instanceof Soft,
                "would have its copy stored as a fresh value");
        return new FailoverStep<>(
                inner, plan, settings, Covered.or(settings.covered, plan), new RefreshTrouble(toString()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Failover that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "failover(" + new Freshness(settings.ttl, null) + ")";
    }
}
