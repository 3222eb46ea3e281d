package io.github.kashew.internal;

import io.github.kashew.Lease;
import io.github.kashew.StreamSpec;
import io.github.kashew.TagGenerations;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way to one stream: looks it up; where it is to be run, waits for the lease and looks again, and reads the generations
 * of its tags.
 */
final class StreamOpening<T> {

    private final StreamStore<T> store;
    private final StreamUse use;
    private final AtomicReference<@Nullable CompletableFuture<Lease>> lease = new AtomicReference<>();
    private volatile boolean over;

    StreamOpening(StreamStore<T> store, StreamUse use) {
        this.store = store;
        this.use = use;
    }

    /**
     * What is to be done.
     *
     * @param found to be replayed if there is a stream in it, and to be run otherwise
     * @param captured the generations of the tags, if it is to be run and they could be read
     */
    record Opened<T>(StreamStore.Found<T> found, @Nullable TagGenerations captured) {}

    /** Begins; {@code flight} takes the tags. */
    CompletionStage<Opened<T>> begin(Flight<?> flight) {
        return Stages.then(find(), found -> {
            Ttl length = store.spec().lease();
            return found.content() != null || length == null ? opened(found, flight) : underLease(length, flight);
        });
    }

    private CompletionStage<StreamStore.Found<T>> find() {
        return Stages.map(
                store.find(),
                found -> use == StreamUse.READ ? found : new StreamStore.Found<>(null, false, found.replaceable()));
    }

    private CompletionStage<Opened<T>> underLease(Ttl length, Flight<?> flight) {
        Duration wait = use == StreamUse.REFRESH ? Duration.ZERO : length.toDuration();
        CompletableFuture<Lease> asked = new LeaseAcquisition(
                        store.engine(), store.context(), InternalKeys.of("lock", store.key()), length, wait)
                .begin()
                .toCompletableFuture();
        lease.set(asked);
        if (over) {
            end();
        }
        return Stages.then(asked, held -> Stages.then(find(), found -> opened(found, flight)));
    }

    private CompletionStage<Opened<T>> opened(StreamStore.Found<T> found, Flight<?> flight) {
        StreamSpec<T> spec = store.spec();
        return found.content() != null || spec.tags().isEmpty()
                ? Stages.done(new Opened<>(found, null))
                : Stages.map(
                        store.tags().capture(store.engine().commands(store.context()), flight),
                        captured -> new Opened<>(found, flight.captured()));
    }

    /** Gives the lease back, or waits for it no longer. */
    void end() {
        over = true;
        CompletableFuture<Lease> asked = lease.getAndSet(null);
        if (asked != null && !asked.cancel(true)) {
            asked.thenAccept(Lease::release); // it ends by itself if that fails
        }
    }
}
