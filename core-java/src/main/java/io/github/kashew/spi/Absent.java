package io.github.kashew.spi;

/**
 * The absence of a live record at a key, as of a deletion epoch.
 *
 * @param epoch the deletion epoch of the key's slot at the time of the read; every deletion and every unconditional
 *     write of a key raises it
 */
public record Absent<S>(long epoch) implements Slot<S> {}
