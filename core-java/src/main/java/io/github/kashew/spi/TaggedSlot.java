package io.github.kashew.spi;

import java.util.Arrays;

/**
 * A slot and the generations of tags that were read with it, as of one moment.
 *
 * @param slot what the key holds
 * @param generations the generation of each tag that was asked for, in order; see {@link TagStorage}
 */
public record TaggedSlot<S>(Slot<S> slot, long... generations) {

    /** Copies. */
    public TaggedSlot {
        generations = generations.clone();
    }

    @Override
    public long[] generations() {
        return generations.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaggedSlot<?> that
                && slot.equals(that.slot)
                && Arrays.equals(generations, that.generations);
    }

    @Override
    public int hashCode() {
        return 31 * slot.hashCode() + Arrays.hashCode(generations);
    }

    @Override
    public String toString() {
        return "TaggedSlot[slot=" + slot + ", generations=" + Arrays.toString(generations) + "]";
    }
}
