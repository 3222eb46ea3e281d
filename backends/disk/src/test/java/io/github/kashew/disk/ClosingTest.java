package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.ManualClock;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("C22: closing a disk backend")
class ClosingTest {

    private static final int CALLERS = 4;
    private static final int CALLS = 50;
    private static final int ROUNDS = 100;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path temporary;

    @Test
    @DisplayName("answers every call that arrives at the same moment")
    void racing() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Opened opened = Opened.at(temporary.resolve("cache"), "shards=1&timeout=20s");
                CyclicBarrier together = new CyclicBarrier(CALLERS + 1);
                List<Future<List<CompletableFuture<?>>>> calling = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    calling.add(callers.submit(() -> {
                        together.await();
                        List<CompletableFuture<?>> calls = new ArrayList<>();
                        for (int i = 0; i < CALLS; i++) {
                            calls.add(opened.backend.read("k").toCompletableFuture());
                        }
                        return calls;
                    }));
                }
                together.await();
                opened.close();
                for (Future<List<CompletableFuture<?>>> called : calling) {
                    for (CompletableFuture<?> call : called.get()) {
                        assertThat(outcome(call)).containsAnyOf("answered", "closed");
                    }
                }
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    @DisplayName("answers every call while another process holds the file")
    void held() throws Exception {
        Path directory = temporary.resolve("cache");
        try (Opened opened = Opened.at(directory, "shards=1")) {
            opened.put("k", "v");
        }
        List<CompletableFuture<?>> calls = new ArrayList<>();
        try (Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + Opened.files(directory, ".db").get(0));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            Opened opened =
                    new Opened("disk://" + directory + "?shards=1&timeout=2s", new ManualClock(), RemovalListener.NONE);
            for (int i = 0; i < 1000; i++) {
                calls.add(opened.backend
                        .write("k" + i, Stored.of(new byte[10], 1, Stored.NEVER), WriteCondition.ALWAYS)
                        .toCompletableFuture());
            }
            opened.close();
            for (CompletableFuture<?> call : calls) {
                assertThat(outcome(call)).containsAnyOf("busy", "closed");
            }
        }
    }

    private static String outcome(CompletableFuture<?> call) throws Exception {
        return call.handle((answer, failure) -> failure == null ? "answered" : String.valueOf(failure.getMessage()))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
