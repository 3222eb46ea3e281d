package io.github.kashew.samples.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.samples.jdk.Implementors;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

@DisplayName("A census whose answers are kept in Redis")
class CensusInRedisTest {
    private RedisServer server;
    private CensusOptions options;

    @BeforeEach
    void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
        server.start();
        options = CensusOptions.parse("--module", "java.logging", "--backend", "redis://localhost:" + port);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private Cache open() {
        Cache cache = Cache.open(options.keptAnswers().url());
        cache.ping().toCompletableFuture().join();
        return cache;
    }

    private JdkQuestions questions(Cache cache) {
        return new JdkQuestions(cache, options.classes(), Runnable::run);
    }

    private static void ask(JdkQuestions questions) {
        Implementors found = questions
                .implementors("java.util.logging.Handler")
                .toCompletableFuture()
                .join();
        assertThat(found.names()).contains("java.util.logging.ConsoleHandler");
    }

    @Test
    @DisplayName("is shared: the second program loads nothing")
    void shared() {
        try (Cache first = open();
                Cache second = open()) {
            JdkQuestions asking = questions(first);
            ask(asking);
            assertThat(asking.loads()).isEqualTo(1);
            JdkQuestions again = questions(second);
            ask(again);
            assertThat(again.loads()).isZero();
        }
    }

    @Test
    @DisplayName("answers without its server, too: it loads")
    void serverIsGone() throws IOException {
        try (Cache cache = open()) {
            JdkQuestions asking = questions(cache);
            ask(asking);
            server.stop();
            ask(asking);
            assertThat(asking.loads()).isEqualTo(2);
        }
    }
}
