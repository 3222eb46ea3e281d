package io.github.kashew.redis;

import static io.github.kashew.redis.RedisFaultsTest.answer;
import static io.github.kashew.strategy.Strategies.rateLimit;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Lease;
import io.github.kashew.Ttl;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.LockedException;
import io.github.kashew.error.RateLimitedException;
import io.github.kashew.testkit.Leftovers;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What others left under our keys")
class ForeignDataTest {

    private static final RedisProcess SERVER = RedisProcess.start(RedisProcess.embedded());

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    private Cache cache;

    @BeforeEach
    void open() {
        cache = Cache.open(SERVER.url("command_timeout=10s"));
        answer(cache.ping());
    }

    @AfterEach
    void close() {
        cache.close();
        SERVER.commands().flushall();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RedisCommands<byte[], byte[]> server() {
        return SERVER.commands();
    }

    @Test
    @DisplayName(
            "V18: another type of Redis is a miss, is replaced by a set, and is named by a counter that refuses it")
    void otherType() {
        server().hset(bytes("kashew:k"), bytes("field"), bytes("value"));
        server().rpush(bytes("kashew:l"), bytes("1"), bytes("2"));
        CachePlan<String> plan =
                cache.plan(String.class).key("{id:raw}").through(simple("1h")).build();
        assertThat(answer(plan.load(plan.args("k"), () -> "loaded"))).isEqualTo("loaded");
        assertThat(answer(cache.get("l", String.class))).isNull();
        assertThatThrownBy(() -> answer(cache.increment("k")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("key 'k' holds a foreign hash, not a counter");
        assertThat(answer(cache.set("k", "v"))).isTrue();
        assertThat(answer(cache.get("k", String.class))).isEqualTo("v");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("V19: a text that is no counter is refused with its key, and read as nothing")
    @CsvSource({
        "abc, foreign string",
        "' 1', foreign string",
        "-0, not an integer",
        "1x, not an integer",
        "9223372036854775808, not an integer",
        "9223372036854775807, exceed 64 bits",
    })
    void noCounter(String text, String reason) {
        server().set(bytes("kashew:n"), bytes(text));
        assertThatThrownBy(() -> answer(cache.increment("n")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("key 'n' holds")
                .hasMessageContaining(reason);
        assertThat(new String(server().get(bytes("kashew:n")), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    @DisplayName("V26: a lease of a stranger that never ends is not taken away, and waiting for it is bounded")
    void endlessLease() {
        answer(cache.lease("job", Ttl.of("1m"), Duration.ZERO));
        byte[] name = onlyKey("~kashew:lease:*");
        server().set(name, bytes("1:stranger"));
        assertThat(server().pttl(name)).isEqualTo(-1);
        assertThatThrownBy(() -> cache.lease("job", Ttl.of("1m"), Duration.ofMillis(50))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(LockedException.class)
                .hasMessageContaining("job");
        assertThat(new String(server().get(name), StandardCharsets.UTF_8)).isEqualTo("1:stranger");
        server().unlink(name);
        Lease lease = answer(cache.lease("job", Ttl.of("1m"), Duration.ZERO));
        assertThat(answer(lease.release())).isTrue();
    }

    @Test
    @DisplayName("V27: the count of a rate limit that lost its end gets one when it refuses")
    void endlessCount() {
        CachePlan<String> plan = cache.plan(String.class)
                .key("limited:{id}")
                .through(rateLimit(10, "1m"))
                .build();
        assertThat(answer(plan.load(plan.args(1), () -> "loaded"))).isEqualTo("loaded");
        byte[] count = onlyKey("kashew:\0rate*");
        server().set(count, bytes("1000"));
        assertThat(server().pttl(count)).isEqualTo(-1);
        assertThatThrownBy(() -> plan.load(plan.args(1), () -> "loaded")
                        .toCompletableFuture()
                        .join())
                .cause()
                .isInstanceOf(RateLimitedException.class);
        assertThat(server().pttl(count)).isBetween(1L, 60_000L);
    }

    private static byte[] onlyKey(String pattern) {
        List<byte[]> found = server().keys(pattern);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
