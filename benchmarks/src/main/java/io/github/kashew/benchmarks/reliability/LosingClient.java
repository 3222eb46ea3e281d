package io.github.kashew.benchmarks.reliability;

import io.github.kashew.Cache;
import io.github.kashew.benchmarks.redis.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A near cache whose connection is lost again and again, while another process changes what it holds. */
final class LosingClient implements AutoCloseable {

    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(5);
    private static final Duration BETWEEN_READS = Duration.ofNanos(200_000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RedisServer server;
    private final String name;
    private final Wire wire;
    private final Cache near;
    private final Cache changing;
    private final Thread changer;

    /** When each version was stored, as told to who stored it. */
    private final Map<Long, Long> stored = new ConcurrentHashMap<>();

    private volatile boolean closed;

    LosingClient(RedisServer server, String name) throws IOException {
        this.server = server;
        this.name = name;
        this.wire = new Wire(server.port());
        // a silent connection is given up after three timeouts
        this.near = Cache.open(
                RedisServer.url(wire.port(), "near=10&connect_timeout=1s&command_timeout=500ms&client_name=" + name));
        this.changing = Cache.open(RedisServer.url(server.port(), "command_timeout=10s"));
        this.changer = new Thread(this::change, name);
        changer.setDaemon(true);
        changer.start();
    }

    private void change() {
        for (long version = 1; !closed; version++) {
            changing.set(name, version).toCompletableFuture().join();
            stored.put(version, System.nanoTime());
            LockSupport.parkNanos(BETWEEN_CHANGES.toNanos());
        }
    }

    /** Loses the connection so many times, in turns in each way. */
    List<Loss> lose(int times) {
        List<Loss.Kind> kinds = List.of(Loss.Kind.values());
        List<Loss> losses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            read(false);
            Loss.Kind kind = kinds.get(i % kinds.size());
            switch (kind) {
                case KILLED -> server.kill(name);
                case RESET -> wire.reset();
                case HALF_OPEN -> wire.swallow();
            }
            long oldest = read(true);
            losses.add(new Loss(kind, Math.max(oldest, read(false))));
        }
        return losses;
    }

    /** Reads until what is read is near, or is not any more; returns how old the oldest of it was. */
    private long read(boolean untilFar) {
        long begin = System.nanoTime();
        long oldest = 0;
        int inARow = 0;
        while (inARow < 3) {
            long now = System.nanoTime();
            if (now - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("a connection that was lost is not replaced");
            }
            CompletableFuture<Long> reading = near.get(name, Long.class).toCompletableFuture();
            boolean held = reading.isDone() && reading.join() != null;
            if (held) {
                Long replaced = stored.get(reading.join() + 1);
                oldest = replaced == null ? oldest : Math.max(oldest, now - replaced);
            } else {
                reading.handle((value, failure) -> value).join();
            }
            inARow = held == untilFar ? 0 : inARow + 1;
            LockSupport.parkNanos(BETWEEN_READS.toNanos());
        }
        return oldest;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        changer.join();
        changing.close();
        near.close();
        wire.close();
    }
}
