package io.github.kashew.benchmarks.redis;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A Redis server of this run, on a free port and without persistence, and a client that gives it orders. */
public final class RedisServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The servers of a cluster talk on a port that is 10000 higher. */
    private static final int HIGHEST_PORT = 55_535;

    private final int port;
    private final Path folder;
    private final List<String> options;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final Process process;

    private RedisServer(int port, List<String> options) throws IOException {
        this.port = port;
        this.folder = Files.createTempDirectory("kashew-redis");
        this.options = options;
        this.process = launch();
        this.client = RedisClient.create(RedisURI.create("localhost", port));
        this.connection = client.connect();
    }

    /** Starts the server that the build brings. */
    public static RedisServer start(String... options) throws IOException {
        int port;
        do {
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
        } while (port > HIGHEST_PORT);
        return new RedisServer(port, List.of(options));
    }

    private Process launch() throws IOException {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                ExecutableProvider.newJarResourceProvider().get().getAbsolutePath(),
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()));
        command.addAll(options);
        Process launched = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long begin = System.nanoTime();
        while (!Files.readString(log).contains("Ready to accept connections")) {
            if (!launched.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("the server does not start: " + Files.readString(log));
            }
            Thread.onSpinWait();
        }
        return launched;
    }

    /** Returns its port. */
    public int port() {
        return port;
    }

    /** Returns the commands of a client of its own. */
    public RedisCommands<String, String> orders() {
        return connection.sync();
    }

    /** Returns the commands of the same client, for orders in a row. */
    public RedisAsyncCommands<String, String> ordersInARow() {
        return connection.async();
    }

    /** Returns its address with parameters. */
    public String url(String parameters) {
        return url(port, parameters);
    }

    /** Returns the address with parameters, by way of a port. */
    public static String url(int byWayOf, String parameters) {
        return "redis://localhost:" + byWayOf + "?" + parameters;
    }

    /** Empties it. */
    public void flush() {
        orders().flushall();
    }

    /** Closes the connections that have a name. */
    public void kill(String clientName) {
        orders().clientList()
                .lines()
                .filter(line -> line.contains(" name=" + clientName + " "))
                .map(line -> line.replaceAll("^id=(\\d+) .*", "$1"))
                .forEach(id -> orders().clientKill(
                                KillArgs.Builder.id(Long.parseLong(id)).skipme(true)));
    }

    @Override
    public void close() throws IOException {
        client.shutdown();
        process.destroyForcibly();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
