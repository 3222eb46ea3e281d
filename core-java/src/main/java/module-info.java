import io.github.kashew.codec.Codec;
import io.github.kashew.codec.Compressor;
import io.github.kashew.memory.MemoryBackendProvider;
import io.github.kashew.spi.BackendProvider;

/** Async caching with {@link java.util.concurrent.CompletionStage} APIs. */
module io.github.kashew {
    requires com.github.benmanes.caffeine;
    requires com.google.protobuf;
    requires static transitive org.jspecify;

    exports io.github.kashew;
    exports io.github.kashew.codec;
    exports io.github.kashew.error;
    exports io.github.kashew.key;
    exports io.github.kashew.spi;
    exports io.github.kashew.strategy;

    uses BackendProvider;
    uses Codec;
    uses Compressor;

    provides BackendProvider with
            MemoryBackendProvider;
}
