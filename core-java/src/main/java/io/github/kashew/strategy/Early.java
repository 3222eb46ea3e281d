package io.github.kashew.strategy;

import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.TtlFunction;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes ahead: from a point before its end on, an entry is still answered at once, and loaded anew in the background.
 *
 * <p>A key has one refresh at a time: in the process by its flight, between processes by a lease that is tried once and
 * never waited for. A refresh that fails, or brings what the plan's condition does not store, keeps the old value, and
 * the next one is made after the back-off. Where nothing is stored, the callers of a process share one load, and of
 * the processes that share a store one loads, under a lease; the others wait for what it stores, 10 seconds and half of the
 * load timeout at most, and then load themselves. Made by {@link Strategies#early(String)}; immutable, equal by its options.
 */
public final class Early implements Strategy {

    private static final int MAX_REFRESHES = 64;

    private final Settings settings;

    /**
     * What was said.
     *
     * @param lifetime a {@link Freshness}, or an {@link XFetch} if the point is chosen by chance
     */
    record Settings(Lifetime lifetime, BackOff backOff, int maxRefreshes) {}

    Early(TtlFunction<? super @Nullable Object> ttl, @Nullable Ttl refreshAfter) {
        this(new Settings(Freshness.of(ttl, refreshAfter, "refreshAfter"), BackOff.BY_LIFE, MAX_REFRESHES));
    }

    private Early(Settings settings) {
        this.settings = settings;
    }

    /**
     * Refreshes by chance, the more probably the nearer the end is and the longer the load took, in place of from one
     * point on; processes then spread their refreshes without knowing of each other.
     *
     * @param beta 1.0 suits nearly always; above refreshes earlier, below later
     * @throws IllegalArgumentException if {@code beta} is not above 0 and finite
     * @throws IllegalStateException if refreshAfter was given, or this is adaptive already
     */
    public Early adaptive(double beta) {
        return adaptive(beta, null);
    }

    Early adaptive(double beta, @Nullable DoubleSupplier random) {
        if (!(settings.lifetime instanceof Freshness fixed) || fixed.staleAfter() != null) {
            throw new IllegalStateException("adaptive chooses the point of " + this
                    + " itself: write early(ttl).adaptive(beta), without refreshAfter and once");
        }
        return new Early(new Settings(new XFetch(fixed.ttl(), beta, random), settings.backOff, settings.maxRefreshes));
    }

    /** Sets how long the source is left alone after a refresh that failed; a thirtieth of the entry's life by default. */
    public Early withBackOff(String length) {
        return withBackOff(Ttl.of(length, "backOff"));
    }

    /** As {@link #withBackOff(String)}. */
    public Early withBackOff(Duration length) {
        return withBackOff(Ttl.of(length, "backOff"));
    }

    /** As {@link #withBackOff(String)}. */
    public Early withBackOff(Ttl length) {
        return new Early(new Settings(settings.lifetime, BackOff.of(length), settings.maxRefreshes));
    }

    /**
     * Sets how many keys of a plan are refreshed in the background at the same time, 64 by default; beyond that, old
     * values are answered and a later call refreshes.
     *
     * @throws IllegalArgumentException if {@code limit} is below 1
     */
    public Early withMaxRefreshes(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("maxRefreshes must be 1 or more, was " + limit);
        }
        return new Early(new Settings(settings.lifetime, settings.backOff, limit));
    }

    @Override
    public boolean stores() {
        return true;
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Filling<V> filling = new Filling<>(inner, plan, settings.lifetime);
        Refreshes<V> refreshes = new Refreshes<>(filling, settings.backOff, settings.maxRefreshes, toString());
        return new EarlyStep<>(
                new LeasedFilling<>(filling), refreshes, settings.lifetime instanceof XFetch chance ? chance : null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Early that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return settings.lifetime instanceof XFetch chance
                ? "early(" + new Freshness(chance.ttl(), null) + ").adaptive(" + chance.beta() + ")"
                : "early(" + settings.lifetime + ")";
    }
}
