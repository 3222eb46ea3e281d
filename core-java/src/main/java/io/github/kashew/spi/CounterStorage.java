package io.github.kashew.spi;

import java.util.concurrent.CompletionStage;

/** Numbers that are changed in place: counters, fields of bits, and events in a sliding window. */
public interface CounterStorage {

    /**
     * Adds to a counter and answers the new total.
     *
     * <p>A missing counter starts at zero and gets {@code deadline}; a counter that exists keeps its deadline. A total
     * beyond 64 bits fails and changes nothing.
     */
    CompletionStage<Long> increment(String key, long by, long deadline);

    /** Answers the fields at {@code indexes}; the fields of a missing key are zero. */
    CompletionStage<long[]> bits(String key, BitFields fields);

    /**
     * Answers how many of these bits are set if that takes neither waiting nor a hand-over to another thread; a negative
     * number where it does, and where the key holds something else.
     *
     * <p>A hint that saves a question about bits in memory its stage, as {@link Backend#readNow} does for values: whoever
     * gets a negative number asks by {@link #bits}.
     */
    default int bitsSetNow(String key, long[] indexes) {
        return -1;
    }

    /** Adds to the fields at {@code indexes}, saturating at zero and at the largest number a field holds. */
    CompletionStage<long[]> incrementBits(String key, BitFields fields, long by);

    /**
     * Counts events of the last {@code windowNanos}, by the time of the storage, and adds one if there are fewer than
     * {@code limit}.
     *
     * <p>Answers the count with the added event, or {@code limit + 1} when nothing was added. Events are counted one by one,
     * however close together; one that is as old as the window is out. The key expires a window after the last event, and
     * is gone once this finds no event in it.
     */
    CompletionStage<Long> addEvent(String key, long windowNanos, long limit);
}
