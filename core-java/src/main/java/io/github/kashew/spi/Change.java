package io.github.kashew.spi;

import java.util.Set;

/**
 * One step of a {@link Backend#commit}. The steps of a key are carried out in their order.
 *
 * @param <S> the stored form, {@code Object} or {@code byte[]}
 */
public sealed interface Change<S> {

    /** Returns the key, the tag or the lease that it is about. */
    String key();

    /** As {@link Backend#write}; a condition that no longer holds leaves this step out. */
    record Write<S>(String key, Stored<S> stored, WriteCondition condition) implements Change<S> {}

    /** As {@link Backend#delete}. */
    record Delete<S>(String key) implements Change<S> {}

    /** As {@link Backend#expire}. */
    record Expire<S>(String key, long deadline) implements Change<S> {}

    /** As {@link CounterStorage#increment}. */
    record Increment<S>(String key, long by, long deadline) implements Change<S> {}

    /** As {@link CounterStorage#incrementBits}. */
    record IncrementBits<S>(String key, BitFields fields, long by) implements Change<S> {}

    /** As {@link SetStorage#addToSet}. */
    record AddToSet<S>(String key, Set<String> members, long deadline) implements Change<S> {
        /** Copies. */
        public AddToSet {
            members = Set.copyOf(members);
        }
    }

    /** As {@link SetStorage#removeFromSet}. */
    record RemoveFromSet<S>(String key, Set<String> members) implements Change<S> {
        /** Copies. */
        public RemoveFromSet {
            members = Set.copyOf(members);
        }
    }

    /**
     * Gives a lease back with everything else, as {@link LeaseStorage#releaseLease}.
     *
     * @param key the name of the lease
     */
    record ReleaseLease<S>(String key, String owner) implements Change<S> {}

    /**
     * Ends the generation of a tag, and begins another one.
     *
     * @param generation the new one; {@link TagStorage#NO_GENERATION} for none, as by {@link TagStorage#endGenerations}
     * @param ttlNanos how long the tag lives from now on
     */
    record Generation<S>(String key, long generation, long ttlNanos) implements Change<S> {}
}
