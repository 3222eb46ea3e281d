package io.github.kashew.benchmarks.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The server of this process, started for the first that asks for it, and ended with the process. */
final class LocalRedis {

    private static @Nullable RedisServer server;

    private LocalRedis() {}

    static synchronized RedisServer server() {
        RedisServer known = server;
        if (known != null) {
            return known;
        }
        try {
            RedisServer started = RedisServer.start();
            closeAtTheEnd(started);
            server = started;
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Closes servers when this process ends. */
    static void closeAtTheEnd(AutoCloseable servers) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                servers.close();
            } catch (Exception failed) {
                throw new IllegalStateException("a server could not be closed", failed);
            }
        }));
    }
}
