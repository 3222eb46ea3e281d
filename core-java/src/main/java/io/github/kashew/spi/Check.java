package io.github.kashew.spi;

import java.util.List;

/** Something that must still be so for a {@link Backend#commit} to be carried out. */
public sealed interface Check {

    /**
     * A key holds what it held: a record of the same write, a counter of the same number, a set of the same members, bits
     * or a window where there were some, or nothing. Deadlines and epochs are not looked at.
     */
    record Unchanged(String key, Content<?> seen) implements Check {}

    /** Fields of bits have the values that they had. */
    record SameFields(String key, BitFields fields, List<Long> values) implements Check {
        /** Copies. */
        public SameFields {
            values = List.copyOf(values);
        }
    }

    /** A tag has the generation that it had. */
    record SameGeneration(String tag, long generation) implements Check {}

    /** Nobody holds a lease. */
    record Unleased(String name) implements Check {}

    /** A lease is still held by whoever got it with this fencing number. */
    record Leased(String name, long fencing) implements Check {}
}
