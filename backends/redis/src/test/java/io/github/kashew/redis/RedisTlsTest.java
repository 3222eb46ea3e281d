package io.github.kashew.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.InvalidationSource;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Stored;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** G-R11: who may talk to whom over TLS, and what a user of the server may do. */
class RedisTlsTest {

    @TempDir
    static Path folder;

    private static RedisProcess open;
    private static RedisProcess mutual;
    private static RedisProcess expired;

    @BeforeAll
    static void start() throws Exception {
        Authority trusted = new Authority(folder, "trusted");
        Authority strange = new Authority(folder, "strange");
        trusted.issue("server", "localhost", "-1d", 10);
        trusted.issue("old", "localhost", "-10d", 5);
        trusted.issue("client", "client", "-1d", 10);
        strange.issue("stranger", "client", "-1d", 10);
        open = serving("server", "no");
        mutual = serving("server", "yes");
        expired = serving("old", "no");
    }

    private static RedisProcess serving(String name, String clients) {
        return RedisProcess.start(
                RedisProcess.embedded(),
                "--tls-port",
                Integer.toString(RedisProcess.freePort()),
                "--tls-cert-file",
                folder.resolve(name + ".crt").toString(),
                "--tls-key-file",
                folder.resolve(name + ".key").toString(),
                "--tls-ca-cert-file",
                folder.resolve("trusted.crt").toString(),
                "--tls-auth-clients",
                clients);
    }

    @AfterAll
    static void stop() {
        open.close();
        mutual.close();
        expired.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a connection that can be trusted is made")
    @CsvSource({
        "open, rediss://localhost:TLS?ca=trusted.crt",
        "mutual, rediss://localhost:TLS?ca=trusted.crt&cert=client.crt&key=client.key",
        "open, rediss://127.0.0.1:TLS?ca=trusted.crt&verify=ca",
        "open, rediss://127.0.0.1:TLS?verify=none",
    })
    void accepts(String server, String url) {
        Backend<byte[]> backend = connect(server, url, 10);
        try {
            RedisFaultsTest.answer(backend.ping());
            assertThat(RedisFaultsTest.answer(backend.increment("tls", 2, Stored.NEVER)))
                    .isPositive();
        } finally {
            backend.close();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a connection that cannot be trusted is refused")
    @CsvSource({
        "open, rediss://localhost:TLS",
        "open, rediss://localhost:TLS?ca=strange.crt",
        "open, rediss://127.0.0.1:TLS?ca=trusted.crt",
        "expired, rediss://localhost:TLS?ca=trusted.crt",
        "mutual, rediss://localhost:TLS?ca=trusted.crt",
        "mutual, rediss://localhost:TLS?ca=trusted.crt&cert=stranger.crt&key=stranger.key",
        "open, redis://localhost:TLS",
        "open, rediss://localhost:PLAIN?ca=trusted.crt",
    })
    void refuses(String server, String url) {
        Backend<byte[]> backend = connect(server, url, 2);
        try {
            assertThat(failure(backend)).isInstanceOf(BackendException.class);
        } finally {
            backend.close();
        }
    }

    @Test
    @DisplayName("changes are announced over TLS, too")
    void announces() {
        Backend<byte[]> backend = connect("open", "rediss://localhost:TLS?ca=trusted.crt", 10);
        try {
            InvalidationSource source = (InvalidationSource) backend;
            CompletableFuture<Collection<String>> heard = new CompletableFuture<>();
            source.announceTo(new Changes(heard), 0);
            NearRedisContract.awaitTracking(source);
            open.commands().set("kashew:changed".getBytes(), "by somebody".getBytes());
            assertThat(RedisFaultsTest.answer(heard)).containsExactly("changed");
        } finally {
            backend.close();
        }
    }

    /** Hears the first change of keys. */
    private record Changes(CompletableFuture<Collection<String>> heard) implements InvalidationSource.Listener {
        @Override
        public void changed(Collection<String> keys) {
            heard.complete(keys);
        }

        @Override
        public void tagsChanged(Collection<String> tags) {}

        @Override
        public void trackingEnded() {}
    }

    @Test
    @DisplayName("a user of the server has a password with any characters, and what the user may not do is told")
    void limitedUser() {
        open.commands()
                .aclSetuser(
                        "ann",
                        AclSetuserArgs.Builder.on()
                                .addPassword("s3 cr3t@/:")
                                .allKeys()
                                .allChannels()
                                .allCommands()
                                .removeCommand(CommandType.MGET));
        Backend<byte[]> backend = connect("open", "rediss://ann:s3 cr3t%40%2F:@localhost:TLS?ca=trusted.crt", 10);
        try {
            assertThat(RedisFaultsTest.answer(backend.increment("acl", 1, Stored.NEVER)))
                    .isEqualTo(1);
            assertThat(failure(backend)).hasMessageContaining("NOPERM").hasMessageNotContaining("s3 cr3t");
        } finally {
            backend.close();
        }
    }

    private static Throwable failure(Backend<byte[]> backend) {
        try {
            return new AssertionError("expected a failure, not " + RedisFaultsTest.answer(backend.read("tls")));
        } catch (BackendException expected) {
            return expected;
        }
    }

    @SuppressWarnings("unchecked") // Redis keeps bytes
    private static Backend<byte[]> connect(String name, String pattern, int seconds) {
        RedisProcess server = switch (name) {
            case "open" -> open;
            case "mutual" -> mutual;
            default -> expired;
        };
        String url = pattern.replace("TLS", server.option("--tls-port"))
                .replace("PLAIN", Integer.toString(server.port()))
                .replaceAll("=(\\w+\\.(crt|key))", "=" + folder + "/$1");
        BackendContext context = new BackendContext(
                CacheClock.system(), ForkJoinPool.commonPool(), RemovalListener.NONE, (key, stored) -> 1);
        return (Backend<byte[]>) new RedisBackendProvider()
                .open(
                        BackendUrl.parse(url + (url.contains("?") ? "&" : "?") + "connect_timeout=" + seconds
                                + "s&command_timeout=" + seconds + "s"),
                        context);
    }
}
