package io.github.kashew.spi;

/**
 * What a read found at a key: a record, or its absence.
 *
 * <p>Either can be named in {@link WriteCondition#unchangedSince(Slot)}, so that a write lands only if nobody wrote or
 * deleted in between.
 *
 * @param <S> the stored form, {@code Object} or {@code byte[]}
 */
public sealed interface Slot<S> permits Stored, Absent {}
