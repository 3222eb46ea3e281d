package io.github.kashew.strategy;

import io.github.kashew.Entry;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.TtlFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is stored a number of times, then loads anew.
 *
 * <p>Hits are counted in the store, so that all processes that share it share the count; callers that share a load count no
 * hit. Each entry has a count of its own, whoever stores it. A load that fails is not covered, and the next call loads
 * again; one whose value the plan's condition does not want is answered, and what is stored has another round of hits.
 * While the store cannot count, what it holds is answered uncounted. Made by {@link Strategies#hit(String, long)};
 * immutable, equal by its options.
 */
public final class Hit implements Strategy {

    private static final int MAX_REFRESHES = 64;

    private final Settings settings;

    /** How long, how often, and the hit that begins a refresh or 0. */
    private record Settings(Whole lifetime, long hits, long refreshAfter) {}

    /** A life that is fresh to its end. */
    private record Whole(TtlFunction<? super @Nullable Object> ttl) implements Lifetime {
        @Override
        public <V extends @Nullable Object> Entry<V> entryOf(Outcome<V> outcome, long now) {
            return Entry.of(outcome, now, ttl.ttl(outcome).deadlineAfter(now));
        }
    }

    Hit(TtlFunction<? super @Nullable Object> ttl, long hits) {
        this(new Settings(new Whole(Objects.requireNonNull(ttl, "ttl")), hits, 0));
        if (hits < 1) {
            throw new IllegalArgumentException(
                    "hits must be 1 or more, was " + hits + "; to store nothing, leave the strategy out");
        }
    }

    private Hit(Settings settings) {
        this.settings = settings;
    }

    /**
     * Loads anew in the background at the {@code hit}-th hit since the last store; never by default.
     *
     * <p>The count elects the one that does, in all processes. A refresh that fails, or brings what the plan's condition
     * does not store, changes nothing: the hits that are left are answered. Of one plan 64 run at the same time.
     *
     * @param hit from 1 to the number of hits
     * @throws IllegalArgumentException if it is out of its range
     */
    public Hit withRefreshAfter(long hit) {
        if (hit < 1 || hit > settings.hits) {
            throw new IllegalArgumentException("refreshAfter must be from 1 to the " + settings.hits + " hits of "
                    + this + ", was " + hit + "; to never refresh, leave it out");
        }
        return new Hit(new Settings(settings.lifetime, settings.hits, hit));
    }

    @Override
    public boolean stores() {
        return true;
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        return new HitStep<>(
                new Filling<>(inner, plan, settings.lifetime),
                new HitCounts(),
                settings.hits,
                settings.refreshAfter,
                new Background(MAX_REFRESHES),
                new RefreshTrouble(toString()),
                new StoreTrouble(toString()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Hit that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        String drawn = "hit(" + new Freshness(settings.lifetime.ttl, null) + ", " + settings.hits + ")";
        return settings.refreshAfter == 0 ? drawn : drawn + ".withRefreshAfter(" + settings.refreshAfter + ")";
    }
}
