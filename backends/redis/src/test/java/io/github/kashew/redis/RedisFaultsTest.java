package io.github.kashew.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisFaultsTest {

    private static final RedisProcess SERVER = RedisProcess.start(RedisProcess.embedded());

    /** For tests in which nothing takes long. */
    private static final Duration PATIENT = Duration.ofSeconds(10);

    /** For tests in which a server does not answer. */
    private static final Duration HASTY = Duration.ofMillis(500);

    private static final int ANSWERING = 2;

    /** What a loaded machine may add to a time. */
    private static final Duration SLOWNESS = Duration.ofSeconds(5);

    private final ExecutorService answers = Executors.newFixedThreadPool(ANSWERING, task -> {
        Thread thread = new Thread(task, "answers");
        thread.setDaemon(true);
        return thread;
    });
    private TcpProxy proxy;
    private Backend<byte[]> backend;

    @BeforeEach
    void open() {
        proxy = new TcpProxy(SERVER.port());
        backend = open(proxy.port(), answers, PATIENT);
        answer(backend.ping());
    }

    private void openHastily() {
        backend.close();
        backend = open(proxy.port(), answers, HASTY);
        reconnected();
    }

    @SuppressWarnings("unchecked") // Redis keeps bytes
    private static Backend<byte[]> open(int port, Executor executor, Duration timeout) {
        BackendUrl url = BackendUrl.parse("redis://localhost:" + port + "?command_timeout=" + timeout.toMillis()
                + "ms&connect_timeout=" + timeout.toMillis() + "ms");
        BackendContext context =
                new BackendContext(CacheClock.system(), executor, RemovalListener.NONE, (key, stored) -> 1);
        return (Backend<byte[]>) new RedisBackendProvider().open(url, context);
    }

    @AfterEach
    void close() throws IOException {
        backend.close();
        proxy.close();
        answers.shutdown();
        SERVER.commands().flushall();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    @DisplayName(
            "G-R2: of 1,000 increments with replies cut off each is carried out at most once, and each unknown one is told")
    void nothingIsSentTwice() {
        int acknowledged = 0;
        int unknown = 0;
        for (int i = 1; i <= 1_000; i++) {
            if (i % 100 == 0) {
                proxy.cutReply(1);
            }
            try {
                answer(backend.increment("n", 1, Stored.NEVER));
                acknowledged++;
            } catch (BackendException told) {
                unknown++;
                reconnected();
            }
        }
        long executed = Long.parseLong(new String(SERVER.commands().get("kashew:n".getBytes())));
        assertThat(unknown).isEqualTo(10);
        assertThat(executed).isBetween((long) acknowledged, (long) acknowledged + unknown);
        assertThat(executed - acknowledged).isEqualTo(unknown);
    }

    @Test
    @DisplayName("what is sent to a server that hangs fails within its timeout, and the next answer is its own")
    void hangs() {
        openHastily();
        write("a", "1");
        proxy.swallow(true);
        List<CompletableFuture<?>> calls = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            calls.add(backend.read("a").toCompletableFuture());
        }
        for (CompletableFuture<?> call : calls) {
            assertThat(failure(call))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("did not answer in time");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(HASTY.minusMillis(20), HASTY.plus(SLOWNESS));
        proxy.swallow(false);
        proxy.reset();
        reconnected();
        assertThat(text(answer(backend.read("a")))).isEqualTo("1");
    }

    @Test
    @DisplayName("F04: a connection whose other end is gone without a word is replaced")
    void halfOpen() {
        openHastily();
        write("a", "1");
        proxy.swallowOpenConnections();
        failure(backend.read("a"));
        reconnected();
        assertThat(text(answer(backend.read("a")))).isEqualTo("1");
    }

    @Test
    @DisplayName("F03: a server that was stopped answers again once it goes on")
    void stopped() {
        openHastily();
        write("a", "1");
        SERVER.signal("STOP");
        try {
            failure(backend.read("a"));
        } finally {
            SERVER.signal("CONT");
        }
        reconnected();
        assertThat(text(answer(backend.read("a")))).isEqualTo("1");
    }

    @Test
    @DisplayName("commands fail at once while the server refuses connections, and go again once it accepts them")
    void refuses() {
        write("a", "1");
        proxy.refuse(true);
        failure(backend.read("a"));
        long begin = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(failure(backend.read("a"))).isInstanceOf(BackendException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SLOWNESS);
        proxy.refuse(false);
        reconnected();
        assertThat(text(answer(backend.read("a")))).isEqualTo("1");
    }

    @Test
    @DisplayName(
            "while a server is not there commands fail within the time for connecting, with a message that names it")
    void isNotThere() {
        int port = RedisProcess.freePort();
        Backend<byte[]> early = open(port, answers, HASTY);
        long begin = System.nanoTime();
        assertThat(failure(early.read("a")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("localhost:" + port);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(HASTY.plus(SLOWNESS));
        early.close();
    }

    @Test
    @DisplayName("G-R8: scripts go on while the server forgets them")
    void forgetsScripts() {
        for (int i = 1; i <= 1_000; i++) {
            if (i % 10 == 0) {
                SERVER.commands().scriptFlush();
            }
            assertThat(answer(backend.increment("n", 1, Stored.NEVER))).isEqualTo(i);
        }
    }

    @Test
    @DisplayName("answers are told on the executor, never on a thread that reads from the network")
    void toldOnExecutor() {
        List<String> threads = IntStream.range(0, 1_000)
                .mapToObj(i -> backend.read("k" + i)
                        .thenApply(slot -> Thread.currentThread().getName())
                        .toCompletableFuture())
                .toList()
                .stream()
                .map(RedisFaultsTest::answer)
                .filter(name -> name.startsWith("kashew-redis"))
                .toList();
        assertThat(threads).isEmpty();
    }

    @Test
    @DisplayName("an answer whose receiver waits for the next one does not hold it up")
    void receiverWaits() {
        write("b", "2");
        CompletableFuture<Boolean> attached = new CompletableFuture<>();
        for (int thread = 0; thread < ANSWERING; thread++) {
            answers.execute(attached::join); // so that no answer comes before its receiver
        }
        CompletableFuture<Object> second = new CompletableFuture<>();
        CompletionStage<Boolean> first = backend.read("a").thenApply(slot -> {
            answer(second);
            return true;
        });
        backend.read("b").thenAccept(second::complete);
        attached.complete(true);
        assertThat(answer(first)).isTrue();
    }

    private void reconnected() {
        long begin = System.nanoTime();
        while (true) {
            try {
                answer(backend.ping());
                return;
            } catch (BackendException notYet) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
                Thread.onSpinWait();
            }
        }
    }

    private void write(String key, String text) {
        answer(backend.write(key, Stored.of(text.getBytes(), 1, Stored.NEVER), WriteCondition.ALWAYS));
    }

    @SuppressWarnings("unchecked") // what a slot with a record is
    private static String text(Object slot) {
        return new String(((Stored<byte[]>) slot).payload());
    }

    private static Throwable failure(CompletionStage<?> stage) {
        try {
            return new AssertionError("expected a failure, not " + answer(stage));
        } catch (BackendException expected) {
            return expected;
        }
    }

    static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BackendException known) {
                throw known;
            }
            throw new AssertionError(failed);
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError(late);
        }
    }
}
