package io.github.kashew.codec;

import java.lang.reflect.Type;

/**
 * A way to turn values into bytes and back.
 *
 * <p>A codec is asked once per type and route; what it answers is used for every value. The type always comes from the
 * caller's code: bytes never choose a class.
 *
 * <p>Codecs are thread-safe and can be shared by caches.
 */
public interface Codec {

    /**
     * Returns the name that is stored with the bytes: 1 to 32 of {@code a-z 0-9 -}. Bytes that another codec wrote are a
     * miss.
     */
    String name();

    /**
     * Returns the rank of this codec among those that are found on the class path and support a type: the highest one is
     * taken, and of equals the one whose name comes first. 0 by default, negative for a codec that takes nearly any type.
     */
    default int priority() {
        return 0;
    }

    /** Tells whether this codec takes values of {@code type}, which may be generic. */
    boolean supports(Type type);

    /**
     * Returns this codec for one type.
     *
     * @throws io.github.kashew.error.CodecException if the type, or a part of it, is not supported; the message names the
     *     part and says what to do
     */
    TypeCodec<?> of(Type type);
}
