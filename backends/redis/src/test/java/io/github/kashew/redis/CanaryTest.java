package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.lettuce.core.AclSetuserArgs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Secrets")
class CanaryTest {

    private static final String PASSWORD = "canary-of-the-password";
    private static final String SECRET = "canary-of-the-signing-secret-0123456789";
    private static final List<String> CANARIES = List.of(PASSWORD, SECRET, "canary");

    private final Heard heard = new Heard();
    private final StringWriter told = new StringWriter();
    private RedisProcess server;
    private TcpProxy proxy;

    @BeforeEach
    void start() {
        server = RedisProcess.start(RedisProcess.embedded());
        server.commands()
                .aclSetuser(
                        "ann",
                        AclSetuserArgs.Builder.on()
                                .addPassword(PASSWORD)
                                .allKeys()
                                .allChannels()
                                .allCommands());
        proxy = new TcpProxy(server.port());
        heard.listen(true);
    }

    @AfterEach
    void stop() throws IOException {
        heard.listen(false);
        proxy.close();
        server.close();
    }

    private Cache open(String password) {
        return Cache.open("redis://ann:" + password + "@localhost:" + proxy.port()
                + "?near=10&connect_timeout=1s&command_timeout=1s&secret=" + SECRET);
    }

    private void tell(CompletionStage<?> stage) {
        stage.toCompletableFuture()
                .handle((value, failure) -> {
                    if (failure != null) {
                        failure.printStackTrace(new PrintWriter(told, true));
                    }
                    return told.append(String.valueOf(value));
                })
                .join();
    }

    private void useAndLose(Cache cache) {
        told.append(cache.toString());
        tell(cache.ping());
        tell(cache.set("k", "v"));
        tell(cache.get("k", String.class));
        tell(cache.increment("k"));
        proxy.refuse(true);
        tell(cache.get("other", String.class));
        tell(cache.delete("k"));
        tell(cache.ping());
        proxy.refuse(false);
        Thread.getAllStackTraces().keySet().forEach(thread -> told.append(thread.getName()));
        told.append(server.commands().clientList());
    }

    @Test
    @DisplayName("N08: appear in no message, log, text, name of a thread or of a connection, with good and bad ones")
    void appearNowhere() {
        try (Cache good = open(PASSWORD);
                Cache bad = open(PASSWORD + "-that-is-wrong")) {
            assertThat(answer(good.ping())).isNull();
            useAndLose(good);
            useAndLose(bad);
        }
        assertThat(told.toString()).contains("WRONGPASS", "localhost:" + proxy.port());
        String logged = heard.text();
        assertThat(logged).contains("suppressed");
        for (String canary : CANARIES) {
            assertThat(told.toString()).doesNotContain(canary);
            assertThat(logged).doesNotContain(canary);
        }
    }

    /** What is logged down to FINE, by whomever. Below that Lettuce shows all that it sends, which redis.md says. */
    private static final class Heard extends Handler {

        private final ConcurrentLinkedQueue<String> records = new ConcurrentLinkedQueue<>();
        private final Logger root = Logger.getLogger("");
        private Level before = Level.INFO;

        void listen(boolean on) {
            if (on) {
                before = root.getLevel();
                root.setLevel(Level.FINE);
                root.addHandler(this);
            } else {
                root.removeHandler(this);
                root.setLevel(before);
            }
        }

        String text() {
            return String.join("\n", records);
        }

        @Override
        public void publish(LogRecord entry) {
            records.add(new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
