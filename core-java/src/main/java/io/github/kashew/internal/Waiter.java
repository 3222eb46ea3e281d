package io.github.kashew.internal;

import io.github.kashew.async.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The future of one caller on a flight. The caller owns it: whoever completes or cancels it from outside leaves the
 * flight, and nobody else is touched.
 */
final class Waiter<V extends @Nullable Object> extends CompletableFuture<V> {

    // Of the list that the flight keeps, guarded by the lock of the flight.
    @Nullable
    Waiter<V> before;

    @Nullable
    Waiter<V> after;

    boolean waits;

    private final Flight<V> flight;
    private @Nullable Runnable otherwise;
    private boolean nothingLanded;

    Waiter(Flight<V> flight) {
        this.flight = flight;
    }

    /** Completes this future with what the flight brought. */
    void land(@Nullable V value, @Nullable Throwable failure) {
        if (failure == null) {
            super.complete(value);
        } else {
            super.completeExceptionally(failure);
        }
    }

    /** Says what to do if the flight ends without an outcome for its key; at once if it has. */
    void whenNothingLands(Runnable then) {
        synchronized (this) {
            otherwise = then;
            if (!nothingLanded) {
                return;
            }
        }
        runUnlessLeft(then);
    }

    /** Tells that the flight ended without an outcome for its key. */
    void landNothing() {
        Runnable then;
        synchronized (this) {
            nothingLanded = true;
            then = otherwise;
        }
        if (then != null) {
            runUnlessLeft(then);
        }
    }

    private void runUnlessLeft(Runnable then) {
        if (!isDone()) {
            then.run();
        }
    }

    /** Follows {@code stage} from now on: its outcome becomes the caller's, and a caller that leaves cancels it. */
    void follow(CompletionStage<V> stage) {
        stage.handle((value, failure) -> {
            land(value, failure == null ? null : Stages.unwrap(failure));
            return this;
        });
        handle((value, failure) -> stage.toCompletableFuture().cancel(true));
    }

    @Override
    public boolean complete(V value) {
        return left(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return left(super.completeExceptionally(failure));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return left(super.cancel(mayInterruptIfRunning));
    }

    private boolean left(boolean now) {
        if (now) {
            flight.leave(this);
        }
        return now;
    }
}
