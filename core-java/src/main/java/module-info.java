/** Async caching with {@link java.util.concurrent.CompletionStage} APIs. */
module io.github.kashew {
    requires com.github.benmanes.caffeine;
    requires com.google.protobuf;
    requires static transitive org.jspecify;
}
