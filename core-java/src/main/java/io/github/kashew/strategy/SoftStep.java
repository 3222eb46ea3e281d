package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.Outcome;
import io.github.kashew.Step;
import io.github.kashew.async.Stages;
import io.github.kashew.error.LoadTimeoutException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is fresh, else loads, else answers what is stale.
 *
 * @param filling loads and stores
 * @param covered the failures in whose place a stale value is answered
 * @param backOff how long a stale value is then answered at once
 * @param trouble says that a load failed
 */
record SoftStep<V extends @Nullable Object>(
        Filling<V> filling, Covered covered, BackOff backOff, RefreshTrouble trouble) implements Step.Reading<V> {

    @Override
    public boolean serves(Entry<V> entry, LongPredicate isPast) {
        return !isPast.test(entry.staleAt());
    }

    @Override
    public CompletionStage<V> run(Call<V> call) {
        return Stages.then(call.lookup(), found -> {
            if (!(found instanceof Entry<V> entry)) {
                return call.share(() -> attempt(call));
            }
            return call.isPast(entry.staleAt()) ? loadOrServe(call, entry) : Filling.served(call, entry);
        });
    }

    /** Shares an attempt; its time-out ends the flight from outside, so that is covered here. */
    private CompletionStage<V> loadOrServe(Call<V> call, Entry<V> stale) {
        AtomicBoolean led = new AtomicBoolean();
        CompletionStage<V> shared = call.share(() -> {
            led.set(true);
            return attempt(call);
        });
        return Stages.recover(
                shared,
                failure -> failure instanceof LoadTimeoutException && covered.covers(failure)
                        ? cover(call, stale, failure, led.get())
                        : Stages.failed(failure));
    }

    /** Looks again, which costs something only if another flight has landed meanwhile, and loads what is not fresh. */
    private CompletionStage<V> attempt(Call<V> call) {
        return Stages.then(call.lookup(), found -> {
            if (!(found instanceof Entry<V> entry)) {
                return filling.load(call, found);
            }
            return call.isPast(entry.staleAt())
                    ? Stages.then(filling.outcome(call), outcome -> keepOrCover(call, entry, outcome))
                    : Filling.served(call, entry);
        });
    }

    private CompletionStage<V> keepOrCover(Call<V> call, Entry<V> stale, Outcome<V> outcome) {
        Throwable failure = outcome.failure();
        return failure != null && stale.failure() == null && covered.covers(failure)
                ? cover(call, stale, failure, true)
                : filling.keep(call, stale, outcome);
    }

    /** Answers what is stored in place of {@code failure}, if that has neither been deleted nor expired meanwhile. */
    private CompletionStage<V> cover(Call<V> call, Entry<V> stale, Throwable failure, boolean backingOff) {
        CompletionStage<Boolean> unchanged = Stages.done(false);
        if (backingOff) {
            long now = call.now();
            trouble.note(failure, now);
            unchanged = call.postpone(stale, backOff.until(stale, now));
        }
        return Stages.then(
                unchanged,
                same -> same
                        ? covered(call, failure, stale)
                        : Stages.then(call.lookupAgain(), found -> remaining(call, found, stale, failure)));
    }

    private CompletionStage<V> remaining(Call<V> call, Lookup<V> found, Entry<V> stale, Throwable failure) {
        if (found instanceof Entry<V> entry && entry.failure() == null) {
            return covered(call, failure, entry);
        }
        boolean unknown = found instanceof Missing<V> missing && missing.reason() == Missing.Reason.FAILED;
        return unknown && stale.failure() == null && !call.isPast(stale.expiresAt())
                ? covered(call, failure, stale)
                : Stages.failed(failure);
    }

    private CompletionStage<V> covered(Call<V> call, Throwable failure, Entry<V> older) {
        call.covers(failure, older, trouble);
        return older.outcome();
    }
}
