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
import java.time.Duration;
import java.util.List;
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

    private final SimpleLifetime lifetimes;
    private final boolean leased;

    Simple(TtlFunction<? super @Nullable Object> ttl) {
        this(new SimpleLifetime(Objects.requireNonNull(ttl, "ttl"), null, null, null), false);
    }

    private Simple(SimpleLifetime lifetimes, boolean leased) {
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
        return new Simple(lifetimes.withEmpty(Objects.requireNonNull(ttl, "ttlOfEmpty")), leased);
    }

    /**
     * Stores failures of these types for {@code ttl}, whatever the condition of the plan says of them, and lets callers
     * fail with them until then. Errors, cancellations, and mistakes such as
     * {@link io.github.kashew.error.InvalidKeyException}, are never stored.
     *
     * @throws IllegalArgumentException if none is named, or one is an {@link Error}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final Simple withTtlOfFailure(String ttl, Class<? extends Throwable>... types) {
        return withTtlOfFailure(Ttl.of(ttl, "ttlOfFailure"), types);
    }

    /** As {@link #withTtlOfFailure(String, Class[])}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final Simple withTtlOfFailure(Duration ttl, Class<? extends Throwable>... types) {
        return withTtlOfFailure(Ttl.of(ttl, "ttlOfFailure"), types);
    }

    /** As {@link #withTtlOfFailure(String, Class[])}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final Simple withTtlOfFailure(Ttl ttl, Class<? extends Throwable>... types) {
        Covered kept = Covered.of(List.of(types), "ttlOfFailure");
        for (Class<?> type : types) {
            if (Error.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException("ttlOfFailure is for exceptions, was given " + type.getName()
                        + ": an Error says nothing about the key, and is never stored");
            }
        }
        return new Simple(lifetimes.withFailure(Objects.requireNonNull(ttl, "ttlOfFailure"), kept), leased);
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

    boolean isLeased() {
        return leased;
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
        String drawn = "simple(" + lifetimes + ")";
        return leased ? drawn + ".withLease()" : drawn;
    }

    private record Reading<V extends @Nullable Object>(
            Filling<V> filling, @Nullable LeasedFilling<V> leased) implements Step.Batching<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            return Stages.then(
                    call.lookup(),
                    found -> found instanceof Entry<V> entry
                            ? Filling.served(call, entry)
                            : call.share(() -> fill(call)));
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
