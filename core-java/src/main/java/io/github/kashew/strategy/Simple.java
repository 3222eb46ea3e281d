package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.TtlFunction;
import io.github.kashew.async.Stages;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is stored; loads and stores it where nothing is.
 *
 * <p>Made by {@link Strategies#simple(String)}; immutable, equal by its options.
 */
public final class Simple implements Strategy {

    private final Lifetimes lifetimes;
    private final boolean leased;

    /** How long an outcome is stored, and how long an empty one if that differs. */
    private record Lifetimes(
            TtlFunction<? super @Nullable Object> ttl,
            @Nullable Ttl ofEmpty) implements Lifetime {

        @Override
        public <V extends @Nullable Object> Entry<V> entryOf(Outcome<V> outcome, long now) {
            Ttl chosen = ofEmpty != null && !outcome.failed() && isEmpty(outcome.value()) ? ofEmpty : ttl.ttl(outcome);
            return Entry.of(outcome, now, chosen.deadlineAfter(now));
        }

        private static boolean isEmpty(@Nullable Object value) {
            return value == null
                    || value instanceof Optional<?> optional && optional.isEmpty()
                    || value instanceof Collection<?> many && many.isEmpty()
                    || value instanceof Map<?, ?> map && map.isEmpty()
                    || value.getClass().isArray() && Array.getLength(value) == 0;
        }
    }

    Simple(TtlFunction<? super @Nullable Object> ttl) {
        this(new Lifetimes(Objects.requireNonNull(ttl, "ttl"), null), false);
    }

    private Simple(Lifetimes lifetimes, boolean leased) {
        this.lifetimes = lifetimes;
        this.leased = leased;
    }

    /**
     * Stores an answer that says "nothing there" for another time than others (negative caching): null, and an empty
     * {@link Optional}, collection, map or array. An empty text is a value like others.
     */
    public Simple withTtlOfEmpty(String ttl) {
        return withTtlOfEmpty(Ttl.of(ttl, "ttlOfEmpty"));
    }

    /** As {@link #withTtlOfEmpty(String)}. */
    public Simple withTtlOfEmpty(Duration ttl) {
        return withTtlOfEmpty(Ttl.of(ttl, "ttlOfEmpty"));
    }

    /** As {@link #withTtlOfEmpty(String)}. */
    public Simple withTtlOfEmpty(Ttl ttl) {
        return new Simple(new Lifetimes(lifetimes.ttl, Objects.requireNonNull(ttl, "ttlOfEmpty")), leased);
    }

    /**
     * Lets one process at a time load a key, of those that share a store: the others wait for what it stores, 10 seconds and
     * half of the load timeout at most, and then load themselves.
     *
     * <p>A hit takes no lease, nor does a load for {@code getAll}, nor one in a store that no other process sees. For other
     * lengths, and to fail in place of loading, write {@code through(locked("30s"), simple("1h"))}.
     */
    public Simple withLease() {
        return new Simple(lifetimes, true);
    }

    @Override
    public boolean stores() {
        return true;
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Filling<V> filling = new Filling<>(inner, plan, lifetimes);
        return new Reading<>(filling, leased ? new LeasedFilling<>(filling) : null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Simple that && leased == that.leased && lifetimes.equals(that.lifetimes);
    }

    @Override
    public int hashCode() {
        return lifetimes.hashCode();
    }

    @Override
    public String toString() {
        String drawn = "simple(" + (lifetimes.ttl instanceof TtlFunction.Always ? lifetimes.ttl : "ttl of the outcome");
        drawn += lifetimes.ofEmpty == null ? ")" : ", empty " + lifetimes.ofEmpty + ")";
        return leased ? drawn + ".withLease()" : drawn;
    }

    private record Reading<V extends @Nullable Object>(
            Filling<V> filling, @Nullable LeasedFilling<V> leased) implements Step.Batching<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            return Stages.then(
                    call.lookup(),
                    found -> found instanceof Entry<V> entry ? entry.outcome() : call.share(() -> fill(call)));
        }

        private CompletionStage<V> fill(Call<V> call) {
            return leased == null ? filling.fill(call) : leased.fill(call);
        }

        @Override
        public @Nullable Entry<V> entryOf(Outcome<V> outcome, long now) {
            return filling.entryOf(outcome, now);
        }
    }
}
