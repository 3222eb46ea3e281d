package io.github.kashew;

import static io.github.kashew.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.NotConfiguredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The builder of a cache")
class CacheBuilderTest {

    private final Recorder all = new Recorder();
    private final Recorder users = new Recorder();
    private final Recorder admins = new Recorder();

    private Cache threeRoutes() {
        return Cache.builder()
                .route("user:", "mem://", route -> route.middleware(users))
                .route("", "mem://", route -> route.middleware(all))
                .route("user:admin:", "mem://", route -> route.middleware(admins))
                .clock(new ManualClock())
                .build();
    }

    @Test
    @DisplayName("gives each key the route of its longest prefix")
    void longestPrefix() {
        try (Cache cache = threeRoutes()) {
            value(cache.set("user:1", "a"));
            value(cache.set("user:admin:1", "b"));
            value(cache.set("user", "c"));
            value(cache.set("été", "d"));
            assertThat(users.take()).containsExactly(CommandKind.SET);
            assertThat(admins.take()).containsExactly(CommandKind.SET);
            assertThat(all.take()).containsExactly(CommandKind.SET, CommandKind.SET);
            assertThat(value(cache.get("user:admin:1", String.class))).isEqualTo("b");
        }
    }

    @Test
    @DisplayName("parts commands of several keys among the routes, and keeps the order of the answers")
    void severalKeys() {
        try (Cache cache = threeRoutes()) {
            value(cache.setMany(Map.of("user:1", 1, "x", 2, "user:admin:1", 3, "y", 4), Ttl.forever()));
            List<CommandKind> one = List.of(CommandKind.SET_MANY);
            assertThat(List.of(users.take(), admins.take(), all.take())).containsOnly(one);
            List<String> keys = List.of("y", "user:admin:1", "none", "x", "user:1", "y");
            assertThat(value(cache.getMany(keys, Integer.class)))
                    .containsExactly(
                            Map.entry("y", 4), Map.entry("user:admin:1", 3), Map.entry("x", 2), Map.entry("user:1", 1));
            assertThat(value(cache.deleteMany(keys))).isEqualTo(4);
            assertThat(value(cache.count())).isZero();
        }
    }

    @Test
    @DisplayName("sends patterns to all routes that may hold a match, and to no other")
    void patterns() {
        try (Cache cache = threeRoutes()) {
            value(cache.setMany(Map.of("user:1", 1, "x", 2, "user:admin:1", 3, "user:a", 4), Ttl.forever()));
            List.of(users, admins, all).forEach(Recorder::take);
            assertThat(scanned(cache, "user:a*")).containsExactlyInAnyOrder("user:a", "user:admin:1");
            assertThat(scanned(cache, "*")).containsExactlyInAnyOrder("user:1", "x", "user:a", "user:admin:1");
            List.of(users, admins, all).forEach(Recorder::take);
            assertThat(value(cache.deleteMatch("user:1*"))).isEqualTo(1);
            assertThat(admins.take()).isEmpty();
            assertThat(users.take()).containsExactly(CommandKind.DELETE_MATCH);
            assertThat(value(cache.deleteMatch("*"))).isEqualTo(3);
        }
    }

    private static List<String> scanned(Cache cache, String pattern) {
        List<String> keys = new ArrayList<>();
        cache.scan(pattern).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(String key) {
                keys.add(key);
            }

            @Override
            public void onError(Throwable failure) {
                throw new AssertionError(failure);
            }

            @Override
            public void onComplete() {}
        });
        return keys;
    }

    @Test
    @DisplayName("refuses two routes for one prefix, and a cache without routes")
    void routes() {
        assertThatThrownBy(() -> Cache.builder().route("a:", "mem://").route("a:", "mem://"))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("'a:'");
        assertThatThrownBy(() -> Cache.builder().name("shop").build())
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("shop")
                .hasMessageContaining("route(\"\", \"mem://\")");
    }

    @Test
    @DisplayName("makes a cache that refuses a key without a route, and names the prefixes")
    void noRouteForAKey() {
        try (Cache cache =
                Cache.builder().route("a:", "mem://").route("b:", "mem://").build()) {
            assertThatThrownBy(() -> cache.set("c:1", "x"))
                    .isInstanceOf(NotConfiguredException.class)
                    .hasMessageContaining("'c:1'")
                    .hasMessageContaining("'a:'")
                    .hasMessageContaining("'b:'");
        }
    }

    @Test
    @DisplayName("closes what it has opened when a later step refuses")
    void opensAllOrNone() {
        ManualClock clock = new ManualClock();
        AtomicInteger wrapped = new AtomicInteger();
        CacheBuilder builder = Cache.builder().clock(clock);
        assertThatThrownBy(() -> builder.route("a:", "mem://")
                        .route(
                                "b:",
                                "mem://",
                                route -> route.wrap(backend -> {
                                    wrapped.incrementAndGet();
                                    throw new IllegalStateException("no");
                                }))
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThat(wrapped).hasValue(1);
        assertThat(clock.pendingTasks()).isZero();
        assertThatThrownBy(() ->
                        Cache.builder().clock(clock).route("", "mem://?sise=1").build())
                .isInstanceOf(NotConfiguredException.class);
        assertThat(clock.pendingTasks()).isZero();
    }
}
