package io.github.kashew.benchmarks.codec;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Zstandard with contexts that are used again. */
@State(Scope.Thread)
public class BareZstd {

    private final ZstdCompressCtx compressing = new ZstdCompressCtx().setLevel(1);
    private final ZstdDecompressCtx decompressing = new ZstdDecompressCtx();

    /** Compresses and decompresses. */
    public byte[] through(byte[] bytes) {
        return decompressing.decompress(compressing.compress(bytes), bytes.length);
    }

    /** Frees the contexts. */
    @TearDown
    public void close() {
        compressing.close();
        decompressing.close();
    }
}
