package io.github.kashew.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A Redis server of this test run, on a free port of this machine and without persistence. */
final class RedisProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String binary;
    private final int port;
    private final List<String> options;
    private final List<String> configuration;
    private final Path directory;
    private Process process;
    private final RedisClient client;
    private StatefulRedisConnection<byte[], byte[]> connection;

    private RedisProcess(String binary, int port, List<String> options, List<String> configuration) throws IOException {
        this.binary = binary;
        this.port = port;
        this.options = options;
        this.configuration = configuration;
        this.directory = Files.createTempDirectory("kashew-redis");
        this.process = launch();
        this.client = RedisClient.create(RedisURI.create("localhost", port));
        this.connection = client.connect(ByteArrayCodec.INSTANCE);
    }

    /** Returns the binary that comes with the build. */
    static String embedded() {
        try {
            File file = ExecutableProvider.newJarResourceProvider().get();
            return file.getAbsolutePath();
        } catch (IOException missing) {
            throw new UncheckedIOException("this platform has no Redis in embedded-redis", missing);
        }
    }

    /** Returns the server that is installed here, if one is. */
    static Optional<String> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static RedisProcess start(String binary, String... options) {
        return start(binary, List.of(options), List.of());
    }

    /** Starts a sentinel; what it watches can only be said in a file, which it changes. */
    static RedisProcess startSentinel(String... configuration) {
        return start(embedded(), List.of("--sentinel"), List.of(configuration));
    }

    private static RedisProcess start(String binary, List<String> options, List<String> configuration) {
        try {
            RedisProcess started = new RedisProcess(binary, serverPort(), options, configuration);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns a free port that leaves room for the one by which the servers of a cluster talk, which is 10000 higher. */
    private static int serverPort() {
        int port = freePort();
        while (port > 55_535) {
            port = freePort();
        }
        return port;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(binary));
        if (!configuration.isEmpty()) {
            command.add(Files.write(directory.resolve("sentinel.conf"), configuration)
                    .toString());
        }
        command.addAll(List.of(
                "--port", Integer.toString(port), "--save", "", "--appendonly", "no", "--dir", directory.toString()));
        command.addAll(options);
        Path log = directory.resolve("log");
        Process launched = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long begin = System.nanoTime();
        String ready = configuration.isEmpty() ? "Ready to accept connections" : "Sentinel ID is";
        while (!Files.readString(log).contains(ready)) {
            if (!launched.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException(binary + " does not start: " + Files.readString(log));
            }
            Thread.onSpinWait();
        }
        return launched;
    }

    int port() {
        return port;
    }

    /** Returns the value of an option with which the server was started. */
    String option(String name) {
        return options.get(options.indexOf(name) + 1);
    }

    String url(String parameters) {
        return "redis://localhost:" + port + "/0?" + parameters;
    }

    /** Returns the commands of a client of its own. */
    RedisCommands<byte[], byte[]> commands() {
        return connection.sync();
    }

    /** Sends a signal such as STOP. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the server as a crash does. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the server again, empty and on the same port. */
    void restart() {
        try {
            process = launch();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException left) {
            directory.toFile().deleteOnExit();
        }
    }
}
