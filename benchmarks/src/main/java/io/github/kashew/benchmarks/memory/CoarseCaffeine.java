package io.github.kashew.benchmarks.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A peer: Caffeine with a deadline for each entry, and a ticker that is as coarse as our clock. */
@State(Scope.Benchmark)
public class CoarseCaffeine {

    private static final long TICK_MILLIS = 50;

    private volatile long tick = System.nanoTime();
    private final Thread renewing = new Thread(this::renew, "coarse-ticker");

    /** The cache. */
    public final Cache<String, User> cache =
            ExpiringCaffeine.builder().ticker((Ticker) () -> tick).build();

    /** Stores every user. */
    @Setup
    public void fill() {
        renewing.setDaemon(true);
        renewing.start();
        for (int i = 0; i < Ring.SIZE; i++) {
            long id = Ring.idAt(i);
            cache.put(Ring.keyOf(id), User.of(id));
        }
    }

    private void renew() {
        try {
            while (true) {
                tick = System.nanoTime();
                Thread.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the ticker. */
    @TearDown
    public void stop() {
        renewing.interrupt();
    }
}
