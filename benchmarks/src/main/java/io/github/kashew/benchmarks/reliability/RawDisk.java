package io.github.kashew.benchmarks.reliability;

import io.github.kashew.disk.DiskBackendProvider;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The backend itself, without the cache in front that hides its failures and keeps calls away while it is in trouble. */
record RawDisk(Backend<byte[]> backend) implements AutoCloseable {

    static RawDisk open(Path directory, String options, CacheClock clock) {
        BackendContext context = new BackendContext(clock, Runnable::run, RemovalListener.NONE, (key, stored) -> 0);
        Backend<?> opened =
                new DiskBackendProvider().open(BackendUrl.parse("disk://" + directory + "?" + options), context);
        @SuppressWarnings("unchecked") // it keeps bytes and nothing else
        Backend<byte[]> ofBytes = (Backend<byte[]>) opened;
        return new RawDisk(ofBytes);
    }

    static RawDisk open(Path directory, String options) {
        return open(directory, options, CacheClock.system());
    }

    CompletableFuture<Boolean> write(String key, byte[] value, long deadline) {
        return backend.write(key, Stored.of(value, 1, deadline), WriteCondition.ALWAYS)
                .toCompletableFuture();
    }

    CompletableFuture<Boolean> write(String key, String value) {
        return write(key, value.getBytes(StandardCharsets.UTF_8), Stored.NEVER);
    }

    /** Reads a text; null if there is none. */
    CompletableFuture<@Nullable String> read(String key) {
        return backend.read(key).thenApply(RawDisk::text).toCompletableFuture();
    }

    private static @Nullable String text(Slot<byte[]> slot) {
        return slot instanceof Stored<byte[]> stored ? new String(stored.payload(), StandardCharsets.UTF_8) : null;
    }

    @Override
    public void close() {
        backend.close();
    }
}
