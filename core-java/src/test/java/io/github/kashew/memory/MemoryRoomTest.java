package io.github.kashew.memory;

import static io.github.kashew.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.ManualClock;
import io.github.kashew.Ttl;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.RemovalCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Memory")
class MemoryRoomTest {

    private final ManualClock clock = new ManualClock();
    private final List<String> removed = new ArrayList<>();

    private Cache open(String url) {
        return Cache.builder()
                .route("", url)
                .clock(clock)
                .executor(Runnable::run)
                .removalListener((key, cause) -> removed.add(key + " " + cause))
                .build();
    }

    @Test
    @DisplayName("evicts what is beyond its size")
    void size() {
        try (Cache cache = open("mem://?size=100")) {
            for (int i = 0; i < 1_000; i++) {
                value(cache.set("k" + i, i));
            }
            assertThat(value(cache.count())).isEqualTo(100);
            assertThat(removed).hasSize(900).allMatch(line -> line.endsWith(RemovalCause.EVICTION.name()));
        }
    }

    @Test
    @DisplayName("C03: evicts what is beyond its bytes, however large a weight is")
    void bytes() {
        try (Cache cache = open("mem://?max_bytes=64kb")) {
            for (int i = 0; i < 1_000; i++) {
                value(cache.set("k" + i, new byte[1_024]));
            }
            assertThat(value(cache.count())).isBetween(40L, 64L);
            value(cache.set("huge", new byte[1 << 20]));
            assertThat(value(cache.exists("huge"))).isFalse();
        }
        try (Cache cache = Cache.builder()
                .route("", "mem://?max_bytes=8000000000", route -> route.weigher((key, held) -> Integer.MAX_VALUE))
                .clock(clock)
                .build()) {
            for (int i = 0; i < 10; i++) {
                value(cache.set("k" + i, i));
            }
            assertThat(value(cache.count())).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("C03: refuses a weigher that answers less than nothing")
    void negativeWeight() {
        try (Cache cache = Cache.builder()
                .route("", "mem://?max_bytes=100", route -> route.weigher((key, held) -> -1))
                .clock(clock)
                .build()) {
            assertThatThrownBy(() -> cache.set("k", "v"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("returned -1");
        }
    }

    @Test
    @DisplayName("tells why something is gone")
    void causes() {
        try (Cache cache = open("mem://?check_interval=1s")) {
            value(cache.set("deleted", 1));
            value(cache.delete("deleted"));
            value(cache.set("replaced", 1));
            value(cache.set("replaced", 2));
            value(cache.set("read", 1, Ttl.of("1s")));
            value(cache.set("swept", 1, Ttl.of("1500ms")));
            clock.advance(Duration.ofMillis(1_000).minusNanos(1));
            assertThat(value(cache.get("read", Integer.class))).isEqualTo(1);
            clock.advance("2s");
            assertThat(removed)
                    .containsExactlyInAnyOrder(
                            "deleted DELETION", "replaced REPLACEMENT", "read EXPIRY", "swept EXPIRY");
        }
    }

    @Test
    @DisplayName("serves an entry to the last tick of its ttl, and never after")
    void expiryIsExact() {
        Random random = new Random(42);
        try (Cache cache = open("mem://?check_interval=0")) {
            for (int i = 0; i < 500; i++) {
                long millis = 1 + Math.abs(random.nextLong()) % (1L << random.nextInt(1, 36));
                String key = "k" + i;
                value(cache.set(key, i, Ttl.of(Duration.ofMillis(millis))));
                clock.advance(Duration.ofMillis(millis).minusNanos(1));
                assertThat(value(cache.get(key, Integer.class)))
                        .as("ttl %d ms", millis)
                        .isEqualTo(i);
                assertThat(value(cache.ttl(key))).isEqualTo(Duration.ofNanos(1));
                clock.advance(Duration.ofNanos(1));
                assertThat(value(cache.get(key, Integer.class)))
                        .as("ttl %d ms", millis)
                        .isNull();
                assertThat(value(cache.exists(key))).isFalse();
            }
        }
    }

    @Test
    @DisplayName("keeps what has a ttl beyond the range of the clock")
    void saturates() {
        try (Cache cache = open("mem://?check_interval=0")) {
            value(cache.set("k", 1, Ttl.of(Duration.ofMillis(Long.MAX_VALUE / 1_000_000))));
            clock.advance(Duration.ofDays(36_500));
            assertThat(value(cache.get("k", Integer.class))).isEqualTo(1);
            assertThat(CacheClock.saturatedSum(Long.MAX_VALUE - 1, 2)).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    @DisplayName("frees what has expired without being read, again and again")
    void sweeper() {
        try (Cache cache = open("mem://?check_interval=500ms")) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 100; i++) {
                    value(cache.set("k" + i, i, Ttl.of("1s")));
                    value(cache.increment("n" + i, 1, Ttl.of("1s")));
                }
                value(cache.set("stays", 1));
                clock.advance("1500ms");
                assertThat(value(cache.count())).isEqualTo(1);
            }
            assertThat(clock.pendingTasks()).isEqualTo(1);
        }
        assertThat(clock.pendingTasks()).isZero();
    }
}
