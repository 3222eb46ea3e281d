package io.github.kashew.benchmarks.reliability;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A Redis server of this run, on a free port and without persistence, and a client that gives it orders. */
final class RedisServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final Path folder;
    private final Process process;
    private final RedisClient client;
    private final RedisCommands<String, String> orders;

    private RedisServer(int port, Path folder, Process process) {
        this.port = port;
        this.folder = folder;
        this.process = process;
        this.client = RedisClient.create(RedisURI.create("localhost", port));
        this.orders = client.connect().sync();
    }

    /** Starts the server that the build brings. */
    static RedisServer start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path folder = Files.createTempDirectory("kashew-redis");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        ExecutableProvider.newJarResourceProvider().get().getAbsolutePath(),
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--dir",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long begin = System.nanoTime();
        while (!Files.readString(log).contains("Ready to accept connections")) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("the server does not start: " + Files.readString(log));
            }
            Thread.onSpinWait();
        }
        return new RedisServer(port, folder, process);
    }

    int port() {
        return port;
    }

    /** Returns the address with parameters, by way of a port. */
    static String url(int byWayOf, String parameters) {
        return "redis://localhost:" + byWayOf + "?" + parameters;
    }

    void flush() {
        orders.flushall();
    }

    /** Closes the connections that have a name. */
    void kill(String clientName) {
        orders.clientList()
                .lines()
                .filter(line -> line.contains(" name=" + clientName + " "))
                .map(line -> line.replaceAll("^id=(\\d+) .*", "$1"))
                .forEach(id -> orders.clientKill(
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
