package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.error.BackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the build brings native sockets for Linux")
@DisplayName("A server behind a Unix domain socket")
class UnixSocketTest {

    private Path folder;
    private RedisProcess server;

    /** In a folder with a short name: the path of a socket has at most about a hundred characters. */
    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory("ks");
        server = RedisProcess.start(
                RedisProcess.embedded(),
                "--unixsocket",
                folder.resolve("redis.sock").toString());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        Files.deleteIfExists(folder.resolve("redis.sock"));
        Files.delete(folder);
    }

    private Cache open(String name) {
        return Cache.open(
                "redis+unix://" + folder.resolve(name) + "?db=2&command_timeout=10s&connect_timeout=10s&near=10");
    }

    @Test
    @DisplayName("is used like another one, in the database that was asked for")
    void works() {
        try (Cache cache = open("redis.sock")) {
            answer(cache.ping());
            answer(cache.set("k", "v"));
            assertThat(answer(cache.get("k", String.class))).isEqualTo("v");
            assertThat(server.commands().info("keyspace")).contains("db2:").doesNotContain("db0:");
            assertThat(server.commands().clientList()).contains("redis.sock");
        }
    }

    @Test
    @DisplayName("that is not there fails as a server that cannot be reached does, and names the path")
    void isNotThere() {
        try (Cache cache = open("other.sock")) {
            assertThatThrownBy(() -> answer(cache.set("k", "v")))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("other.sock");
        }
    }
}
