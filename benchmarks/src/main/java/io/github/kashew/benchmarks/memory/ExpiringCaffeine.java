package io.github.kashew.benchmarks.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The floor: Caffeine with a deadline for each entry, that holds all users. */
@State(Scope.Benchmark)
public class ExpiringCaffeine {

    /** The cache. */
    public final Cache<String, User> cache = builder().build();

    /** Begins a cache of our capacity whose entries expire an hour after they were written, each on its own. */
    public static Caffeine<String, User> builder() {
        return builder(Kashew.CAPACITY);
    }

    /** Begins such a cache of another capacity. */
    public static <V> Caffeine<String, V> builder(long capacity) {
        return Caffeine.newBuilder()
                .maximumSize(capacity)
                .expireAfter(Expiry.writing((String key, V value) -> Duration.ofHours(1)));
    }

    /** Stores every user. */
    @Setup
    public void fill() {
        for (int i = 0; i < Ring.SIZE; i++) {
            long id = Ring.idAt(i);
            cache.put(Ring.keyOf(id), User.of(id));
        }
    }
}
