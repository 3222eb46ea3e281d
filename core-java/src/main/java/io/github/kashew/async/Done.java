package io.github.kashew.async;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A completed future that can be handed to many callers, because none of them can change its outcome any more.
 *
 * <p>This class is thread-safe.
 */
public final class Done<V extends @Nullable Object> extends CompletableFuture<V> {

    private static final Object FAILED = new Object();
    private static final Done<?> NULL = new Done<>(null, null);

    /** The value once more, where reading it costs nothing, or {@link #FAILED}. */
    private final @Nullable Object outcome;

    private Done(@Nullable V value, @Nullable Throwable failure) {
        if (failure == null) {
            outcome = value;
            super.complete(value);
        } else {
            outcome = FAILED;
            super.completeExceptionally(failure);
        }
    }

    /** Returns a future that is complete with {@code value}. */
    @SuppressWarnings("unchecked") // the one null future serves every type
    public static <V extends @Nullable Object> Done<V> of(V value) {
        return value == null ? (Done<V>) NULL : new Done<>(value, null);
    }

    /** Returns a future that has failed with {@code failure}. */
    public static <V extends @Nullable Object> Done<V> failed(Throwable failure) {
        return new Done<>(null, failure);
    }

    /** Tells whether this future has a value. */
    boolean hasValue() {
        return outcome != FAILED;
    }

    /** Returns the value of a future that has one. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the value that this future was made of, which may be null
    V value() {
        return (V) outcome;
    }

    /** Refuses: this future is shared. */
    @Override
    public void obtrudeValue(V value) {
        throw new UnsupportedOperationException("a shared result cannot be replaced");
    }

    /** Refuses: this future is shared. */
    @Override
    public void obtrudeException(Throwable failure) {
        throw new UnsupportedOperationException("a shared result cannot be replaced");
    }
}
