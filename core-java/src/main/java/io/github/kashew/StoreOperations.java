package io.github.kashew;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Operations on all stores of a cache. */
public interface StoreOperations extends Operations {

    /** Completes when every store answers; fails with {@link io.github.kashew.error.BackendException} when one does not. */
    default CompletionStage<@Nullable Void> ping() {
        return commands().ping(new StoreCommand.Ping());
    }

    /** Answers how many keys there are; may include some that have expired, or were invalidated by a tag. */
    default CompletionStage<Long> count() {
        return commands().count(new StoreCommand.Count());
    }

    /**
     * Removes the entries that {@link TagOperations#deleteTags} has invalidated, which take up room until they are overwritten
     * or expire; answers how many.
     *
     * <p>Looks at everything that is stored, some hundred entries at a time, and is safe beside all other operations.
     */
    default CompletionStage<Long> purge() {
        return commands().purge(new StoreCommand.Purge());
    }

    /** Deletes everything that this cache stored, and nothing else. Leases that are held stay held. */
    default CompletionStage<@Nullable Void> clear() {
        return commands().clear(new StoreCommand.Clear());
    }
}
