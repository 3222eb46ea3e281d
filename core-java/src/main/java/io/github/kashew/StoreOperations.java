package io.github.kashew;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Operations on all stores of a cache. */
public interface StoreOperations extends Operations {

    /** Completes when every store answers; fails with {@link io.github.kashew.error.BackendException} when one does not. */
    default CompletionStage<@Nullable Void> ping() {
        return commands().ping(new StoreCommand.Ping());
    }

    /** Answers how many keys there are; may include some that have expired. */
    default CompletionStage<Long> count() {
        return commands().count(new StoreCommand.Count());
    }

    /** Deletes everything that this cache stored, and nothing else. Leases that are held stay held. */
    default CompletionStage<@Nullable Void> clear() {
        return commands().clear(new StoreCommand.Clear());
    }
}
