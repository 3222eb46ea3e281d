package io.github.kashew.codec;

import java.nio.ByteBuffer;

/** A way to make bytes fewer. Thread-safe. */
public interface Compressor {

    /** Returns the name that is stored with the bytes: 1 to 32 of {@code a-z 0-9 -}. */
    String name();

    /** Returns the compressed bytes. */
    byte[] compress(byte[] bytes);

    /**
     * Returns the bytes that were compressed, and never allocates for more than {@code size} of them.
     *
     * @param compressed a buffer from position to limit, which anybody may have changed
     * @param size how many bytes there were before they were compressed
     * @throws RuntimeException if the bytes are not of this compressor, or are not exactly {@code size} when decompressed
     */
    byte[] decompress(ByteBuffer compressed, int size);
}
