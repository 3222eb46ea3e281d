package io.github.kashew.benchmarks.codec;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Our side: routes that keep bytes in memory, so that what is measured is what a value costs on its way to a backend. */
@State(Scope.Benchmark)
public class KashewBytes {

    private static final String KEY = "order:4711";

    private final Ttl ttl = Ttl.of("1h");
    private final Cache cache = Cache.builder()
            .route("", "mem://?copy=true")
            .route("signed:", "mem://?copy=true&secret=32-random-bytes-kept-elsewhere-!")
            .route("zstd:", "mem://?copy=true&compress=zstd")
            .build();

    /** Writes the order, so that there is one to read. */
    public KashewBytes() {
        write(KEY, Order.sample());
    }

    /** Writes the order. */
    public boolean writeOrder(Order order) {
        return write(KEY, order);
    }

    /** Reads the order. */
    public @Nullable Order readOrder() {
        return read(KEY, Order.class);
    }

    /** Writes some bytes and reads them again. */
    public byte @Nullable [] throughPlain(byte[] bytes) {
        write("plain:1", bytes);
        return read("plain:1", byte[].class);
    }

    /** Writes some bytes with a signature, and reads them again. */
    public byte @Nullable [] throughSigned(byte[] bytes) {
        write("signed:1", bytes);
        return read("signed:1", byte[].class);
    }

    /** Writes some bytes compressed, and reads them again. */
    public byte @Nullable [] throughZstd(byte[] bytes) {
        write("zstd:1", bytes);
        return read("zstd:1", byte[].class);
    }

    private boolean write(String key, Object value) {
        return Boolean.TRUE.equals(now(cache.set(key, value, ttl).toCompletableFuture()));
    }

    private <V> @Nullable V read(String key, Class<V> type) {
        return now(cache.get(key, type).toCompletableFuture());
    }

    private static <V extends @Nullable Object> @Nullable V now(CompletableFuture<V> answer) {
        if (!answer.isDone()) {
            throw new IllegalStateException("what is in memory has to be there at once");
        }
        return answer.getNow(null);
    }

    /** Closes the cache. */
    @TearDown
    public void close() {
        cache.close();
    }
}
