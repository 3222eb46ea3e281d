package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Outcome;
import io.github.kashew.Step;
import io.github.kashew.async.Stages;
import io.github.kashew.error.BackendException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is stored as long as it has hits left, else loads.
 *
 * @param filling loads
 * @param counts counts the hits, and stores
 * @param hits how often an entry is answered
 * @param refreshAfter the hit that begins a refresh, or 0
 * @param background runs the refreshes
 * @param refreshTrouble says that a refresh failed
 * @param storeTrouble says that hits are not counted
 */
record HitStep<V extends @Nullable Object>(
        Filling<V> filling,
        HitCounts counts,
        long hits,
        long refreshAfter,
        Background background,
        RefreshTrouble refreshTrouble,
        StoreTrouble storeTrouble)
        implements Step<V> {

    @Override
    public CompletionStage<V> run(Call<V> call) {
        CompletionStage<Lookup<V>> lookup = call.lookup();
        if (Stages.isDone(lookup)) {
            return answer(call, Stages.value(lookup), null);
        }
        HitCounts.Guess guess = counts.guess(call);
        return Stages.then(lookup, found -> {
            counts.found(call, found);
            return answer(call, found, guess);
        });
    }

    private CompletionStage<V> answer(Call<V> call, Lookup<V> found, HitCounts.@Nullable Guess guess) {
        return found instanceof Entry<V> entry
                ? Stages.settle(
                        counts.count(call, entry, guess),
                        (hit, failure) -> hit != null && hit == HitCounts.LOST
                                ? Stages.then(call.lookupAgain(), again -> adopt(call, entry, again))
                                : serve(call, entry, hit, failure))
                : load(call, null);
    }

    /** Begins the count of an entry that has none, if the key still holds it. */
    private CompletionStage<V> adopt(Call<V> call, Entry<V> uncounted, Lookup<V> again) {
        return again instanceof Entry<V> entry && entry.writeId() == uncounted.writeId()
                ? Stages.settle(counts.adopt(call, entry), (hit, failure) -> serve(call, entry, hit, failure))
                : answer(call, again, null);
    }

    private CompletionStage<V> serve(Call<V> call, Entry<V> entry, @Nullable Long hit, @Nullable Throwable failure) {
        if (hit == null) {
            if (failure instanceof BackendException) {
                storeTrouble.passes(call.now(), failure);
                return Filling.served(call, entry);
            }
            return Stages.failed(failure == null ? new NullPointerException("an increment answered null") : failure);
        }
        if (hit > hits) {
            return load(call, entry);
        }
        if (hit == refreshAfter) {
            background.begin(call, own -> refresh(own, entry));
        }
        return Filling.served(call, entry);
    }

    /** Shares a load; if another flight has stored an entry meanwhile, each caller counts a hit of that for itself. */
    private CompletionStage<V> load(Call<V> call, @Nullable Entry<V> spent) {
        return call.share(
                () -> Stages.then(
                        call.lookup(),
                        found ->
                                found instanceof Entry<V> entry && (spent == null || entry.writeId() != spent.writeId())
                                        ? Stages.nothing()
                                        : Stages.then(filling.outcome(call), outcome -> keep(call, found, outcome))),
                () -> run(call));
    }

    /** Stores; a value that the condition does not want gives what is stored another round of hits. */
    private CompletionStage<@Nullable Outcome<V>> keep(Call<V> call, Lookup<V> seen, Outcome<V> outcome) {
        Entry<V> entry = filling.entryOf(outcome, call.now());
        if (entry == null && !outcome.failed() && seen instanceof Entry<V> spent) {
            entry = spent.rewritten();
        }
        return entry == null ? Stages.done(outcome) : Stages.map(counts.store(call, entry, seen), stored -> outcome);
    }

    /** Loads anew if the key still holds what the hit has found; the count elects one who does, in all processes. */
    private CompletionStage<@Nullable Outcome<V>> refresh(Call<V> own, Entry<V> found) {
        return Stages.then(
                own.lookup(),
                now -> now instanceof Entry<V> entry && entry.writeId() == found.writeId()
                        ? Stages.then(filling.outcome(own), outcome -> keepFresh(own, entry, outcome))
                        : Stages.nothing());
    }

    private CompletionStage<@Nullable Outcome<V>> keepFresh(Call<V> own, Entry<V> old, Outcome<V> outcome) {
        Throwable failure = outcome.failure();
        Entry<V> entry = null;
        if (failure == null || old.failure() != null) {
            try {
                entry = filling.entryOf(outcome, own.now());
            } catch (RuntimeException thrown) {
                failure = thrown;
            }
        }
        if (failure != null) {
            refreshTrouble.note(failure, own.now());
        }
        return entry == null ? Stages.done(outcome) : Stages.map(counts.store(own, entry, old), stored -> outcome);
    }
}
