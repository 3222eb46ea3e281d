package io.github.kashew.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Generations of tags: random numbers, one a tag. An entry is valid only while every tag that it carries still has the
 * generation that was read before its load began.
 */
public interface TagStorage {

    /** The generation of a tag that does not exist. It never equals that of an entry. */
    long NO_GENERATION = 0;

    /** Answers the generations of the tags, in order, {@link #NO_GENERATION} for those that do not exist. */
    CompletionStage<long[]> generations(List<String> tags);

    /**
     * Returns the generation of a tag if that takes neither waiting nor a hand-over to another thread;
     * {@link #NO_GENERATION} where it does, and where there is none.
     *
     * <p>A hint that saves a hit in memory its stage: whoever gets none asks by {@link #generations(List)}.
     */
    default long generationNow(String tag) {
        return NO_GENERATION;
    }

    /**
     * Answers the generations of the tags, creating those that do not exist, so that all who ask at once agree.
     *
     * @param ttlNanos how long a tag lives at least from now on; a longer life that it has is kept
     */
    CompletionStage<long[]> createGenerations(List<String> tags, long ttlNanos);

    /**
     * Ends the current generations, so that every entry that carries one of the tags is invalid. That of the first tag ends
     * no later than those of the others.
     */
    CompletionStage<Void> endGenerations(List<String> tags);
}
