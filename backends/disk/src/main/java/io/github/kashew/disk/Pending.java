package io.github.kashew.disk;

import io.github.kashew.error.CacheException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call that waits for its turn, and what came of it. */
final class Pending<R extends @Nullable Object> {

    private final CompletableFuture<R> future = new CompletableFuture<>();
    private final Work<R> work;
    private final long bytes;
    private final boolean needsTransaction;
    private @Nullable R result;
    private @Nullable Throwable failure;

    /**
     * Makes a call.
     *
     * @param bytes how many it adds to a file
     * @param needsTransaction false if each of its statements may see another state
     */
    Pending(Work<R> work, long bytes, boolean needsTransaction) {
        this.work = work;
        this.bytes = bytes;
        this.needsTransaction = needsTransaction;
    }

    CompletableFuture<R> future() {
        return future;
    }

    long bytes() {
        return bytes;
    }

    boolean needsTransaction() {
        return needsTransaction;
    }

    /** Runs the work; what it refuses is its result, what SQLite says is thrown. */
    void run(Session session) throws SQLException {
        failure = null;
        try {
            result = work.run(session);
        } catch (CacheException refused) {
            failure = refused;
        }
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    /** Tells the caller. */
    @SuppressWarnings("NullAway") // without a failure the result is what the work returned
    void answer() {
        if (failure == null) {
            future.complete(result);
        } else {
            future.completeExceptionally(failure);
        }
    }
}
