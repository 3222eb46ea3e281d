package io.github.kashew.spi;

/**
 * A slot and the generations of tags that were read with it, as of one moment. Immutable.
 */
public final class TaggedSlot<S> {

    private final Slot<S> slot;
    private final long[] generations;

    /** Pairs a slot with the generation of each tag that was asked for, in order; see {@link TagStorage}. */
    public TaggedSlot(Slot<S> slot, long... generations) {
        this.slot = slot;
        this.generations = generations.clone();
    }

    /** Returns what the key holds. */
    public Slot<S> slot() {
        return slot;
    }

    /** Returns the generation of each tag that was asked for, in order. */
    public long[] generations() {
        return generations.clone();
    }
}
