package io.github.kashew.spi;

/**
 * When a write is carried out. An expired record counts as absent in each of the conditions.
 */
public sealed interface WriteCondition {

    /** Writes whatever is there. */
    WriteCondition ALWAYS = new Always();

    /** Writes only where nothing is. */
    WriteCondition IF_ABSENT = new IfAbsent();

    /** Writes only over something. */
    WriteCondition IF_PRESENT = new IfPresent();

    /** Writes only if the key is as {@code seen} tells: the same write id, or still absent in the same epoch. */
    static WriteCondition unchangedSince(Slot<?> seen) {
        return seen instanceof Stored<?> stored
                ? new SameWrite(stored.writeId())
                : new SameEpoch(((Absent<?>) seen).epoch());
    }

    /** Tells whether a write is one of a load: it is carried out only if what the load has seen is still there. */
    static boolean isOfLoad(WriteCondition condition) {
        return condition instanceof SameWrite || condition instanceof SameEpoch || condition instanceof Beside;
    }

    /** See {@link #ALWAYS}. */
    record Always() implements WriteCondition {}

    /** See {@link #IF_ABSENT}. */
    record IfAbsent() implements WriteCondition {}

    /** See {@link #IF_PRESENT}. */
    record IfPresent() implements WriteCondition {}

    /**
     * The key still holds the record of one write.
     *
     * @param writeId the id of that write
     */
    record SameWrite(long writeId) implements WriteCondition {}

    /**
     * The key is absent and its slot's deletion epoch has not moved.
     *
     * @param epoch the epoch that the reader saw
     */
    record SameEpoch(long epoch) implements WriteCondition {}

    /**
     * The key holds a record that belongs to others, who read it as something else, and which stays: what is written is kept
     * beside it, in this process, while the key holds the record of that write. A backend never gets this condition.
     *
     * @param writeId the id of the write that brought the record of others
     */
    record Beside(long writeId) implements WriteCondition {}
}
