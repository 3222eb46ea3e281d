package io.github.kashew.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.Collection;

/** Trains dictionaries for {@link ZstdCompressor#withDictionary}. */
public final class ZstdDictionary {
    private ZstdDictionary() {}

    /**
     * Returns a dictionary of what is common to samples. The same samples in the same order give the same dictionary.
     *
     * @param samples encoded values as they are stored: some hundreds, together about a hundred times {@code maxBytes}
     * @param maxBytes the largest size of the dictionary, at least 256; 16 kB to 100 kB are usual
     * @throws IllegalArgumentException if the samples are too few, too small or have nothing in common
     */
    public static byte[] train(Collection<byte[]> samples, int maxBytes) {
        if (maxBytes < 256) {
            throw new IllegalArgumentException("maxBytes=" + maxBytes + " is too small; give at least 256");
        }
        byte[] dictionary = new byte[maxBytes];
        long length;
        try {
            length = Zstd.trainFromBuffer(samples.toArray(byte[][]::new), dictionary);
        } catch (ZstdException refused) {
            throw new IllegalArgumentException(
                    "no dictionary from " + samples.size() + " samples: " + refused.getMessage()
                            + "; give more samples",
                    refused);
        }
        if (Zstd.isError(length)) {
            throw new IllegalArgumentException("no dictionary from " + samples.size() + " samples: "
                    + Zstd.getErrorName(length) + "; give more samples");
        }
        return Arrays.copyOf(dictionary, (int) length);
    }
}
