package io.github.kashew.internal;

import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.Missing.Reason;
import io.github.kashew.TagGenerations;
import io.github.kashew.async.Stages;
import io.github.kashew.error.CodecException;
import io.github.kashew.spi.CacheClock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps trouble of a store from becoming trouble of the application: a failing read is a miss, a failing write of a load
 * is skipped. Each is counted; reads and writes are each logged at most once a second.
 *
 * <p>What was asked for by name (a deletion, a set, an increment) is never suppressed.
 */
final class Suppression {

    private final boolean suppressing;
    private final Trouble reads;
    private final Trouble writes;

    Suppression(boolean suppressing, String route, CacheClock clock, LongAdder suppressed) {
        this.suppressing = suppressing;
        this.reads = new Trouble("route '" + route + "'", "read", clock, suppressed);
        this.writes = new Trouble("route '" + route + "'", "write", clock, suppressed);
    }

    /** Answers a look-up, a miss where it fails. */
    <V extends @Nullable Object> CompletionStage<Lookup<V>> read(CompletionStage<Lookup<V>> lookup) {
        return suppressing
                ? Stages.recover(lookup, failure -> {
                    if (failure instanceof CodecException) {
                        return Stages.failed(failure); // the route says that bad bytes raise
                    }
                    reads.note(failure);
                    return Stages.done(new Missing<>(Reason.FAILED, null, failure));
                })
                : lookup;
    }

    /** Answers {@code count} look-ups, a miss for each where they fail. */
    <V extends @Nullable Object> CompletionStage<List<Lookup<V>>> readAll(
            CompletionStage<List<Lookup<V>>> lookups, int count) {
        return suppressing
                ? Stages.recover(lookups, failure -> {
                    if (failure instanceof CodecException) {
                        return Stages.failed(failure);
                    }
                    reads.note(failure);
                    return Stages.done(Collections.nCopies(count, new Missing<>(Reason.FAILED, null, failure)));
                })
                : lookups;
    }

    /** Answers generations for a load, null where they cannot be had. */
    CompletionStage<@Nullable TagGenerations> capture(CompletionStage<@Nullable TagGenerations> captured) {
        return suppressing
                ? Stages.recover(captured, failure -> {
                    reads.note(failure);
                    return Stages.nothing();
                })
                : captured;
    }

    /** Answers whether a load was stored, false where that fails, which {@code told} hears. */
    CompletionStage<Boolean> write(CompletionStage<Boolean> written, Consumer<Throwable> told) {
        return suppressing
                ? Stages.recover(written, failure -> {
                    writes.note(failure);
                    told.accept(failure);
                    return Stages.done(false);
                })
                : written;
    }
}
