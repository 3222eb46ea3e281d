package io.github.kashew.codec;

import java.nio.ByteBuffer;

/**
 * A codec for the values of one type. Thread-safe.
 *
 * @param <V> the type of the values; null never comes here
 */
public interface TypeCodec<V> {

    /**
     * Returns the bytes of a value.
     *
     * @throws io.github.kashew.error.CodecException if this value cannot be written, for example because it is of a
     *     subclass that the type does not name
     */
    byte[] encode(V value);

    /**
     * Returns the value of bytes that {@link #encode} once returned.
     *
     * <p>The bytes may have been changed by anybody. Implementations make no object of a class outside the declared type
     * and no more of them than the bytes account for.
     *
     * @param bytes a buffer of its own, from position to limit; it is valid during the call only
     * @throws RuntimeException if the bytes are not of this codec and type; the look-up is then a miss
     */
    V decode(ByteBuffer bytes);

    /**
     * Returns a number that changes with the shape of the type, so that bytes of another shape are a miss: equal in every
     * process that has the same classes.
     */
    long fingerprint();
}
