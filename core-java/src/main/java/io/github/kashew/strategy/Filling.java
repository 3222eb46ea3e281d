package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.async.Stages;
import io.github.kashew.error.CacheException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Loads and stores: what all strategies that store have in common.
 *
 * @param inner loads
 * @param plan tells what is stored
 * @param lifetime tells for how long
 */
record Filling<V extends @Nullable Object>(Step<V> inner, PlanSpec<V> plan, Lifetime lifetime) {

    /** Looks again, which costs something only if another flight has landed meanwhile, and loads what is missing. */
    CompletionStage<V> fill(Call<V> call) {
        return Stages.then(call.lookup(), found -> answerOrLoad(call, found));
    }

    /** Answers what was found, or loads. */
    CompletionStage<V> answerOrLoad(Call<V> call, Lookup<V> found) {
        return found instanceof Entry<V> entry ? served(call, entry) : load(call, found);
    }

    /** Answers an entry that was found. */
    static <V extends @Nullable Object> CompletionStage<V> served(Call<V> call, Entry<V> entry) {
        call.serves(entry);
        return entry.outcome();
    }

    /** Loads, stores if nothing newer has come since {@code seen}, and answers. */
    CompletionStage<V> load(Call<V> call, Lookup<V> seen) {
        return Stages.then(outcome(call), outcome -> keep(call, seen, outcome));
    }

    /** Stores {@code outcome} if it is to be stored and nothing newer has come since {@code seen}, and answers it. */
    CompletionStage<V> keep(Call<V> call, Lookup<V> seen, Outcome<V> outcome) {
        Entry<V> entry = entryOf(outcome, call.now());
        CompletionStage<V> answer = answer(outcome);
        return entry == null ? answer : Stages.then(call.store(entry, seen), stored -> answer);
    }

    /** Loads without storing; a load that was cancelled fails the stage, any other has an outcome. */
    CompletionStage<Outcome<V>> outcome(Call<V> call) {
        long started = call.now();
        return Stages.settle(inner.run(call), (value, failure) -> {
            if (failure instanceof CancellationException) {
                return Stages.failed(failure);
            }
            Duration time = Duration.ofNanos(call.now() - started);
            return Stages.done(outcome(call, value, failure, time));
        });
    }

    @SuppressWarnings("NullAway") // null is the value of a load that brought it
    private static <V extends @Nullable Object> Outcome<V> outcome(
            Call<V> call, @Nullable V value, @Nullable Throwable failure, Duration time) {
        boolean reused = failure == null && call.isReusing();
        return new Outcome<>(call.key(), call.args(), value, failure, time, reused);
    }

    @SuppressWarnings("NullAway") // null is the value of a load that brought it
    static <V extends @Nullable Object> CompletionStage<V> answer(Outcome<V> outcome) {
        Throwable failure = outcome.failure();
        return failure == null ? Stages.done(outcome.value()) : Stages.failed(failure);
    }

    /** Returns the entry to be stored for {@code outcome}, or null if none is. */
    @Nullable
    Entry<V> entryOf(Outcome<V> outcome, long now) {
        try {
            return isStored(outcome) ? lifetime.entryOf(outcome, now) : null;
        } catch (RuntimeException thrown) {
            thrown.addSuppressed(new CacheException("the condition or ttl of plan '" + plan + "' threw"));
            throw thrown;
        }
    }

    /** Errors, cancellations and mistakes in the program are never stored, whatever the condition says. */
    private boolean isStored(Outcome<V> outcome) {
        Throwable failure = outcome.failure();
        if (failure == null) {
            return plan.condition().stores(outcome);
        }
        return Covered.EXCEPTIONS.covers(failure)
                && (lifetime.keeps(failure) || plan.condition().stores(outcome));
    }
}
