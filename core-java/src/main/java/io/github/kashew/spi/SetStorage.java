package io.github.kashew.spi;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Sets of texts. An empty set does not exist. */
public interface SetStorage {

    /**
     * Adds members and answers how many are new. A deadline of the set is only ever lengthened: it becomes the later of
     * the one that it has and {@code deadline}.
     */
    CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline);

    /** Removes members and answers how many were there. */
    CompletionStage<Long> removeFromSet(String key, Collection<String> members);

    /** Removes and answers up to {@code count} arbitrary members. */
    CompletionStage<Set<String>> popFromSet(String key, int count);
}
