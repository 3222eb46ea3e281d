package io.github.kashew;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A running transaction: operations of a cache whose changes are held back until the commit, and that see each other.
 *
 * <p>A key is seen as it was when the transaction first looked at it. Leases and sliding windows are not part of a
 * transaction: they take effect at once, and stay when it is rolled back. Thread-safe; operations after the end throw
 * {@link IllegalStateException}.
 *
 * @see Cache#transaction(TransactionOptions, java.util.function.Function)
 */
public interface Transaction
        extends ValueOperations, KeyOperations, NumberOperations, SetOperations, TagOperations, StoreOperations {

    /** Returns how far this transaction is kept apart from others. */
    TransactionMode mode();

    /**
     * Returns the scope in which plans, and the operations of the cache itself, are part of this transaction:
     *
     * <pre>{@code
     * try (var scope = tx.context().open()) {
     *     users.get(users.args(42), loader);
     * }
     * }</pre>
     */
    CacheContext context();

    /**
     * Writes what was changed so far; the block goes on with a transaction that has changed nothing.
     *
     * <p>Fails as the commit at the end of the block would; what was changed is dropped then.
     */
    CompletionStage<@Nullable Void> commit();

    /** Drops what was changed so far, and forgets the failures of inner blocks; the block goes on. */
    void rollback();
}
