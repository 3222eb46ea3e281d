package io.github.kashew.testkit;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.InvalidationSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of a store that others use as well. Operations are carried out at once, but the test says when an answer is
 * told, and when a change is announced.
 */
final class AnnouncingBackend extends ForwardingBackend<byte[]> implements InvalidationSource {

    private final List<BackendOperation> asked = new ArrayList<>();
    private final Deque<Runnable> heldBack = new ArrayDeque<>();
    private boolean holding;
    private boolean failing;
    private @Nullable Listener listener;
    private @Nullable Told tracking = new Told();

    AnnouncingBackend(Backend<byte[]> store) {
        super(store);
    }

    private static final class Told implements Tracking {
        private boolean suspended;
        private boolean over;

        @Override
        public boolean holds() {
            return !suspended && !over;
        }

        @Override
        public boolean isOver() {
            return over;
        }
    }

    @Override
    protected <R extends @Nullable Object> CompletionStage<R> around(
            BackendOperation operation, List<String> keys, Supplier<CompletionStage<R>> forward) {
        asked.add(operation);
        if (failing) {
            return CompletableFuture.failedFuture(new IllegalStateException("the store is away"));
        }
        CompletionStage<R> answer = forward.get();
        if (!holding) {
            return answer;
        }
        CompletableFuture<R> late = new CompletableFuture<>();
        heldBack.add(() -> answer.thenAccept(late::complete));
        return late;
    }

    /** Returns what was asked of the store since the last time, and forgets it. */
    List<BackendOperation> takeAsked() {
        List<BackendOperation> taken = List.copyOf(asked);
        asked.clear();
        return taken;
    }

    /** Holds the answers of operations back that begin from now on, or no longer. */
    void hold(boolean on) {
        holding = on;
    }

    /** Tells the answer that was held back first. */
    void tellFirst() {
        heldBack.removeFirst().run();
    }

    /** Tells the answer that was held back last. */
    void tellLast() {
        heldBack.removeLast().run();
    }

    /** Fails operations that begin from now on, or no longer. */
    void fail(boolean on) {
        failing = on;
    }

    @Override
    public void announceTo(Listener hearing, long outageNanos) {
        listener = hearing;
    }

    @Override
    public @Nullable Tracking trackingOf(String key) {
        return tracking;
    }

    @Override
    public @Nullable Tracking trackingOfTag(String tag) {
        return tracking;
    }

    /** Announces that keys have changed. */
    void announce(String... keys) {
        if (listener != null) {
            listener.changed(List.of(keys));
        }
    }

    /** Announces that the generations of tags have changed. */
    void announceTags(String... tags) {
        if (listener != null) {
            listener.tagsChanged(List.of(tags));
        }
    }

    /** Lets the server be silent: it may be there, and may not. */
    void suspend(boolean on) {
        if (tracking != null) {
            tracking.suspended = on;
        }
    }

    /** Ends the tracking, as a lost connection, a flush, or a probe that is refused do. */
    void end() {
        if (tracking != null && listener != null) {
            tracking.over = true;
            tracking = null;
            listener.trackingEnded();
        }
    }

    /** Begins to track anew. */
    void begin() {
        tracking = new Told();
    }
}
