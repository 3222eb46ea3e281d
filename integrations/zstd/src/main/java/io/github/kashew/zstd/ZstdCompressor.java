package io.github.kashew.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import io.github.kashew.codec.Compressor;
import io.github.kashew.error.CodecException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard compression (RFC 8878), by the native library of zstd-jni.
 *
 * <p>Values that resemble each other and are small, up to some kilobytes, compress much better with a dictionary that was
 * trained on samples of them: see {@link ZstdDictionary} and {@link #withDictionary}. The name of such a compressor contains
 * a digest of its dictionary, so a value that was compressed with another dictionary is a miss.
 *
 * <p>Bytes are decompressed only if they are exactly one frame that says how much it holds, and only into that much memory.
 *
 * <p>Thread-safe. Native memory is kept for as many calls as ran at once, up to the number of processors; {@link #close} frees
 * it. After closing the compressor still works, and makes new contexts.
 */
public final class ZstdCompressor implements Compressor, AutoCloseable {
    /** The fastest of the ordinary levels. */
    public static final int DEFAULT_LEVEL = 1;

    private final String name;
    private final ContextPool<ZstdCompressCtx> compressing;
    private final ContextPool<ZstdDecompressCtx> decompressing;

    /** Creates a compressor of level 1 without a dictionary. */
    public ZstdCompressor() {
        this(DEFAULT_LEVEL, null);
    }

    private ZstdCompressor(int level, byte @Nullable [] dictionary) {
        if (level < Zstd.minCompressionLevel() || level > Zstd.maxCompressionLevel()) {
            throw new IllegalArgumentException("level=" + level + " is out of range; give " + Zstd.minCompressionLevel()
                    + " (fast) to " + Zstd.maxCompressionLevel() + " (small)");
        }
        int processors = Runtime.getRuntime().availableProcessors();
        name = dictionary == null ? "zstd" : "zstd-" + digest(dictionary);
        compressing = new ContextPool<>(processors, () -> {
            ZstdCompressCtx context =
                    new ZstdCompressCtx().setLevel(level).setContentSize(true).setChecksum(false);
            return dictionary == null ? context : context.loadDict(dictionary);
        });
        decompressing = new ContextPool<>(processors, () -> {
            ZstdDecompressCtx context = new ZstdDecompressCtx();
            return dictionary == null ? context : context.loadDict(dictionary);
        });
    }

    /**
     * Returns a compressor of another level.
     *
     * @param level from -131072, the fastest, to 22, the smallest; what was compressed at any level can be read at each
     * @throws IllegalArgumentException if the level is out of range
     */
    public static ZstdCompressor ofLevel(int level) {
        return new ZstdCompressor(level, null);
    }

    /**
     * Returns a compressor of level 1 that knows what is common to values.
     *
     * @param dictionary the bytes of a dictionary, for example from {@link ZstdDictionary#train}
     * @throws IllegalArgumentException if they are not a dictionary of Zstandard
     */
    public static ZstdCompressor withDictionary(byte[] dictionary) {
        if (Zstd.getDictIdFromDict(dictionary) == 0) {
            throw new IllegalArgumentException("dictionary of " + dictionary.length
                    + " bytes is not one of Zstandard; give what ZstdDictionary.train returned");
        }
        return new ZstdCompressor(DEFAULT_LEVEL, dictionary.clone());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] compress(byte[] bytes) {
        return compressing.with(context -> context.compress(bytes));
    }

    @Override
    public byte[] decompress(ByteBuffer compressed, int size) {
        byte[] bytes = new byte[compressed.remaining()];
        compressed.duplicate().get(bytes);
        long promised = Zstd.getFrameContentSize(bytes);
        if (promised != size) {
            throw new CodecException(
                    "a frame that promises " + promised + " bytes stands where " + size + " are expected");
        }
        long frame = Zstd.findFrameCompressedSize(bytes);
        if (frame != bytes.length) {
            throw new CodecException("a frame of " + frame + " bytes stands where " + bytes.length + " are expected");
        }
        byte[] result = new byte[size];
        int written = decompressing.with(context -> context.decompress(result, bytes));
        if (written != size) {
            throw new CodecException("a frame of " + written + " bytes promised " + size);
        }
        return result;
    }

    /** Frees the native memory that no call uses at the moment. */
    @Override
    public void close() {
        compressing.close();
        decompressing.close();
    }

    private static String digest(byte[] dictionary) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(dictionary);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
