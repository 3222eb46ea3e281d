package io.github.kashew.benchmarks.redis;

import io.github.kashew.Cache;
import io.github.kashew.Lease;
import io.github.kashew.Ttl;
import io.github.kashew.benchmarks.codec.Order;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Our side: a cache in Redis. */
@State(Scope.Benchmark)
public class KashewRedis {

    static final String TIMEOUT = "command_timeout=10s";

    private final Ttl ttl = Ttl.of("1h");
    private final List<String> hundred = Values.hundredKeys();
    private final Cache cache = Cache.open(LocalRedis.server().url(TIMEOUT));
    private final Cache signed = Cache.open(LocalRedis.server()
            .url(TIMEOUT + "&prefix=" + Values.SIGNED_PREFIX + "&secret=32-random-bytes-kept-elsewhere-!"));

    /** Writes all values. */
    public KashewRedis() {
        fill(cache);
        join(cache.set(Values.BYTES_KEY, Values.bytes()));
        join(signed.set(Values.ORDER_KEY, Order.sample()));
    }

    /** Writes the texts. */
    static void fill(Cache cache) {
        join(cache.setMany(
                Values.keys().stream().collect(Collectors.toMap(Function.identity(), key -> Values.TEXT)),
                Ttl.of("1h")));
    }

    static <T extends @Nullable Object> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    CompletionStage<@Nullable String> text(String key) {
        return cache.get(key, String.class);
    }

    CompletionStage<byte @Nullable []> bytes() {
        return cache.get(Values.BYTES_KEY, byte[].class);
    }

    CompletionStage<@Nullable Order> order() {
        return signed.get(Values.ORDER_KEY, Order.class);
    }

    CompletionStage<Boolean> set(String key) {
        return cache.set(key, Values.TEXT, ttl);
    }

    int hundred() {
        return hundred(cache, hundred);
    }

    static int hundred(Cache cache, List<String> keys) {
        int found = join(cache.getMany(keys, String.class)).size();
        if (found != keys.size()) {
            throw new AssertionError("expected " + keys.size() + " values, got " + found);
        }
        return found;
    }

    boolean lease() {
        Lease lease = join(cache.lease("lease", ttl, Duration.ZERO));
        return join(lease.release());
    }

    /** Closes the caches. */
    @TearDown
    public void close() {
        cache.close();
        signed.close();
    }
}
