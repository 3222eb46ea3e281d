package io.github.kashew.disk;

import io.github.kashew.ManualClock;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A disk backend that tests speak to in texts. */
final class Opened implements AutoCloseable {

    final Backend<byte[]> backend;

    @SuppressWarnings("unchecked")
    Opened(String url, CacheClock clock, RemovalListener removals) {
        BackendContext context = new BackendContext(clock, Runnable::run, removals, (key, stored) -> 0);
        BackendUrl parsed = BackendUrl.parse(url);
        backend = (Backend<byte[]>) new DiskBackendProvider().open(parsed, context);
    }

    static Opened at(Path directory, String options) {
        return new Opened("disk://" + directory + "?" + options, new ManualClock(), RemovalListener.NONE);
    }

    void put(String key, String value) {
        put(key, value.getBytes(StandardCharsets.UTF_8), Stored.NEVER);
    }

    void put(String key, byte[] value, long deadline) {
        answer(backend.write(key, Stored.of(value, 1, deadline), WriteCondition.ALWAYS));
    }

    /** Returns the text of a record, or "absent". */
    String get(String key) {
        Slot<byte[]> slot = answer(backend.read(key));
        return slot instanceof Stored<byte[]> stored ? new String(stored.payload(), StandardCharsets.UTF_8) : "absent";
    }

    long deleteAll() {
        return answer(backend.deleteMatching(KeyPattern.of("*")));
    }

    static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause().getMessage(), failed.getCause());
        } catch (Exception late) {
            throw new AssertionError(late);
        }
    }

    static Throwable failure(CompletionStage<?> stage) {
        return answer(stage.handle((value, failed) -> {
            if (failed == null) {
                return new AssertionError("answered " + value);
            }
            return failed instanceof CompletionException ? failed.getCause() : failed;
        }));
    }

    /** Returns the files whose names end so, in order. */
    static List<Path> files(Path directory, String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
