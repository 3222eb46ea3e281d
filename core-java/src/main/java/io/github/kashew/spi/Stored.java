package io.github.kashew.spi;

/**
 * One record as a backend keeps it: an opaque payload, the id of the write that brought it, and its deadline.
 *
 * <p>Records are immutable. A backend never looks into a payload.
 *
 * @param <S> the stored form, {@code Object} or {@code byte[]}
 */
public non-sealed interface Stored<S> extends Slot<S> {

    /** The deadline of a record that does not expire. */
    long NEVER = Long.MAX_VALUE;

    /** Returns what is stored. */
    S payload();

    /** Returns the random id of the write that brought this record. */
    long writeId();

    /** Returns when this record expires, in nanoseconds since the epoch, or {@link #NEVER}. */
    long expiresAt();

    /** Returns the same record with another deadline and the same write id. */
    Stored<S> expiringAt(long nanos);

    /** Returns a plain record. */
    static <S> Stored<S> of(S payload, long writeId, long expiresAt) {
        return new PlainRecord<>(payload, writeId, expiresAt);
    }
}
