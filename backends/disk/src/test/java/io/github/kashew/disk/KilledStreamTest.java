package io.github.kashew.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A stream whose process is killed")
class KilledStreamTest {

    private static final int LEAST_STREAMS = 20;

    @Test
    @DisplayName("is run anew; those that were complete are replayed, and none is short")
    void killed(@TempDir Path directory) throws IOException, InterruptedException {
        int complete = killAfterStreams(directory);
        AtomicInteger runs = new AtomicInteger();
        try (Cache cache = Writer.open(directory)) {
            for (int stream = 0; stream < complete + 3; stream++) {
                assertThat(Writer.read(cache, stream, runs)).isEqualTo(Writer.ELEMENTS);
                if (stream < complete) {
                    assertThat(runs).as("runs, for streams that were complete").hasValue(0);
                }
            }
        }
        assertThat(runs.get()).isPositive();
    }

    /** Returns how many streams a process said were complete until it was killed. */
    private static int killAfterStreams(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int complete = 0;
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            while (line != null) {
                if (line.equals(complete + ".")) { // a whole line
                    complete++;
                }
                if (complete == LEAST_STREAMS) {
                    process.toHandle().destroyForcibly(); // leaves what it said to be read
                }
                line = said.readLine();
            }
        }
        process.waitFor();
        return complete;
    }

    /** Stores streams until it is killed, and says which are complete. */
    static final class Writer {

        static final List<Integer> ELEMENTS = IntStream.range(0, 50).boxed().toList();

        private static final long PATIENCE_SECONDS = 60;

        private Writer() {}

        public static void main(String[] args) {
            Cache cache = open(Path.of(args[0]));
            for (int stream = 0; true; stream++) {
                read(cache, stream, new AtomicInteger());
                System.out.println(stream + ".");
            }
        }

        static Cache open(Path directory) {
            return Cache.open("disk://" + directory + "?shards=2&timeout=30s");
        }

        static List<Integer> read(Cache cache, int number, AtomicInteger runs) {
            CacheStream<Integer> stream = cache.stream(Integer.class)
                    .key("s:{number}")
                    .ttl("1h")
                    .chunkSize(4)
                    .build();
            Reader reader = new Reader();
            stream.get(stream.args(number), () -> source(runs)).subscribe(reader);
            return reader.all.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }

        private static Flow.Publisher<Integer> source(AtomicInteger runs) {
            runs.incrementAndGet();
            return subscriber -> {
                SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 64);
                publisher.subscribe(subscriber);
                ELEMENTS.forEach(publisher::submit);
                publisher.close();
            };
        }
    }

    private static final class Reader implements Flow.Subscriber<Integer> {

        private final CompletableFuture<List<Integer>> all = new CompletableFuture<>();
        private final List<Integer> elements = new ArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Integer element) {
            elements.add(element);
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            all.complete(elements);
        }
    }
}
