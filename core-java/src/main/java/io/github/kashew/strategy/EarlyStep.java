package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Step;
import io.github.kashew.async.Stages;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is stored, and refreshes it in the background when it is due.
 *
 * @param filling loads where nothing is stored
 * @param refreshes the refreshes of this plan
 * @param chance decides from when the entry is stale on, or null if then it is due
 */
record EarlyStep<V extends @Nullable Object>(
        LeasedFilling<V> filling,
        Refreshes<V> refreshes,
        @Nullable XFetch chance) implements Step.Reading<V> {

    @Override
    public boolean serves(Entry<V> entry, LongPredicate isPast) {
        return !isPast.test(entry.staleAt());
    }

    @Override
    public CompletionStage<V> run(Call<V> call) {
        return Stages.then(call.lookup(), found -> {
            if (!(found instanceof Entry<V> entry)) {
                return call.share(() -> filling.fill(call));
            }
            if (isDue(entry, call)) {
                refreshes.begin(call, entry);
            }
            return Filling.served(call, entry);
        });
    }

    private boolean isDue(Entry<V> entry, Call<V> call) {
        return call.isPast(entry.staleAt()) && (chance == null || call.isPast(chance.drawn(entry)));
    }
}
