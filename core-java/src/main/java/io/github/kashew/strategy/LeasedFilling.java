package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Lease;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.error.LockedException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Loads what is missing in a store that processes share, one process at a time for a key: the others wait a while and read
 * what it has stored. In a store of this process alone flights do that, and no lease is taken.
 */
record LeasedFilling<V extends @Nullable Object>(Filling<V> filling) {

    private static final String PURPOSE = "load";
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** As {@link Filling#fill}. */
    CompletionStage<V> fill(Call<V> call) {
        return Stages.then(call.lookup(), found -> {
            if (found instanceof Entry<V> entry) {
                return Filling.served(call, entry);
            }
            boolean forAll = found instanceof Missing<V> missing && missing.isReplaceable();
            return forAll && call.isShared() ? fillLeased(call, found) : filling.load(call, found);
        });
    }

    private CompletionStage<V> fillLeased(Call<V> call, Lookup<V> seen) {
        Duration limit = filling.plan().loadTimeout();
        CompletionStage<Lease> asked = call.lease(
                call.ownKey(PURPOSE, call.key()),
                Ttl.of(shorter(limit, LONGEST_LEASE)),
                shorter(limit.dividedBy(2), LONGEST_WAIT));
        call.onCancel(() -> asked.toCompletableFuture().cancel(true));
        return Stages.settle(asked, (lease, failure) -> {
            if (lease != null) {
                return Refreshes.releasing(lease, lookAgain(call));
            }
            return failure instanceof LockedException
                    ? lookAgain(call)
                    : failure instanceof CancellationException ? Stages.failed(failure) : filling.load(call, seen);
        });
    }

    private CompletionStage<V> lookAgain(Call<V> call) {
        return Stages.then(call.lookupAgain(), found -> filling.answerOrLoad(call, found));
    }

    private static Duration shorter(Duration one, Duration other) {
        Duration shorter = one.compareTo(other) < 0 ? one : other;
        return shorter.toMillis() < 1 ? Duration.ofMillis(1) : shorter;
    }
}
