package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.kashew.spi.CacheClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A connection to a file")
class SessionTest {

    private static final int OPENERS = 8;
    private static final int ROUNDS = 100;
    private static final int TIMEOUT_MILLIS = 20_000;

    @Test
    @DisplayName("G-D8: is opened while another one writes")
    void opensBesideWriter(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        Session writing = Session.open(file, CacheClock.system(), TIMEOUT_MILLIS, 1000);
        Schema.ensure(writing);
        writing.begin("BEGIN IMMEDIATE");

        Session reading = Session.open(file, CacheClock.system(), 0, 1000);
        Schema.ensure(reading);

        reading.close();
        writing.rollback();
        writing.close();
    }

    @Test
    @DisplayName("G-D2: many that open one new file at once all succeed")
    void openTogether(@TempDir Path directory) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(OPENERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Path file = Files.createFile(directory.resolve("round" + round));
                CyclicBarrier together = new CyclicBarrier(OPENERS);
                Callable<Void> opener = () -> {
                    together.await();
                    Session session = Session.open(file, CacheClock.system(), TIMEOUT_MILLIS, 1000);
                    together.await(); // so that one looks for the tables while another makes them
                    Schema.ensure(session);
                    session.close();
                    return null;
                };
                for (Future<Void> opened : threads.invokeAll(
                        IntStream.range(0, OPENERS).mapToObj(i -> opener).toList())) {
                    assertThatCode(opened::get).doesNotThrowAnyException();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
