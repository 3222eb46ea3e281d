package io.github.kashew.benchmarks.redis;

import io.github.kashew.Cache;
import io.github.kashew.benchmarks.codec.Order;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The floor: Lettuce alone, with the same timeout and its own way of flushing. */
@State(Scope.Benchmark)
public class RawLettuce {

    private static final String RELEASE =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";

    private final SetArgs hour = SetArgs.Builder.px(Duration.ofHours(1));
    private final SetArgs free = SetArgs.Builder.nx().px(Duration.ofHours(1));
    private final String[] hundred = Values.hundredKeys().toArray(String[]::new);
    private final byte[] bytesKey = Values.BYTES_KEY.getBytes(StandardCharsets.UTF_8);
    private final byte[] orderKey = (Values.SIGNED_PREFIX + Values.ORDER_KEY).getBytes(StandardCharsets.UTF_8);
    private final RedisClient client;
    private final RedisAsyncCommands<String, String> texts;
    private final RedisAsyncCommands<byte[], byte[]> bytes;
    private final String release;

    /** Writes all values; the order is what our side would write. */
    public RawLettuce() {
        RedisServer server = LocalRedis.server();
        client = RedisClient.create(RedisURI.create("localhost", server.port()));
        client.setOptions(ClientOptions.builder()
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofSeconds(10)))
                .build());
        texts = client.connect().async();
        bytes = client.connect(ByteArrayCodec.INSTANCE).async();
        Map<String, String> all = new HashMap<>();
        Values.keys().forEach(key -> all.put(key, Values.TEXT));
        texts.mset(all).toCompletableFuture().join();
        bytes.set(bytesKey, Values.bytes()).toCompletableFuture().join();
        release = texts.scriptLoad(RELEASE).toCompletableFuture().join();
        String url = server.url(
                KashewRedis.TIMEOUT + "&prefix=" + Values.SIGNED_PREFIX + "&secret=32-random-bytes-kept-elsewhere-!");
        try (Cache cache = Cache.open(url)) {
            KashewRedis.join(cache.set(Values.ORDER_KEY, Order.sample()));
        }
    }

    CompletionStage<String> text(String key) {
        return texts.get(key);
    }

    CompletionStage<byte[]> bytes() {
        return bytes.get(bytesKey);
    }

    CompletionStage<byte[]> order() {
        return bytes.get(orderKey);
    }

    CompletionStage<String> set(String key) {
        return texts.set(key, Values.TEXT, hour);
    }

    int hundred() {
        return texts.mget(hundred).toCompletableFuture().join().size();
    }

    boolean lease() {
        String taken = texts.set("lease", "owner", free)
                .thenApplyAsync(reply -> reply, ForkJoinPool.commonPool())
                .toCompletableFuture()
                .join();
        Long released = texts.<Long>evalsha(release, ScriptOutputType.INTEGER, new String[] {"lease"}, "owner")
                .thenApplyAsync(reply -> reply, ForkJoinPool.commonPool())
                .toCompletableFuture()
                .join();
        return "OK".equals(taken) && released == 1;
    }

    /** Closes the connections. */
    @TearDown
    public void close() {
        client.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
}
