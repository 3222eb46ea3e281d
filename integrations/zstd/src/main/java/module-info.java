import io.github.kashew.codec.Compressor;
import io.github.kashew.zstd.ZstdCompressor;

/** Zstandard compression for Kashew. */
module io.github.kashew.zstd {
    requires transitive io.github.kashew;
    requires com.github.luben.zstd_jni;
    requires static org.jspecify;

    exports io.github.kashew.zstd;

    provides Compressor with
            ZstdCompressor;
}
