package io.github.kashew;

import static io.github.kashew.strategy.Strategies.invalidate;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A route that requires a tenant")
class TenantGuardTest {

    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .route("user:", "mem://?check_interval=0", route -> route.requireContext("tenant"))
            .route("user:shared:", "mem://?check_interval=0")
            .build();

    @AfterEach
    void close() {
        cache.close();
    }

    private static CacheContext.Scope of(String tenant) {
        return CacheContext.current().with("tenant", tenant).open();
    }

    private CachePlan<String> plan(String template) {
        return cache.plan(String.class).key(template).through(simple("1h")).build();
    }

    private static Loader<String> loads(String value) {
        return () -> CompletableFuture.completedFuture(value);
    }

    @Test
    @DisplayName("keeps the values of tenants apart")
    void apart() {
        CachePlan<String> users = plan("user:{@tenant}:{id}");
        try (CacheContext.Scope scope = of("north")) {
            assertThat(users.get(users.args(1), loads("Ada"))).isCompletedWithValue("Ada");
        }
        try (CacheContext.Scope scope = of("south")) {
            assertThat(users.get(users.args(1), loads("Bob"))).isCompletedWithValue("Bob");
            assertThat(cache.get("user:south:1", String.class)).isCompletedWithValue("Bob");
            assertThat(users.get(users.args(1), loads("Eve"))).isCompletedWithValue("Bob");
        }
    }

    static Stream<Consumer<Cache>> operations() {
        return Stream.of(
                cache -> cache.get("user:1", String.class),
                cache -> cache.get("user:north:1", String.class),
                cache -> cache.entry("user:north:1", TypeRef.of(String.class)),
                cache -> cache.set("user:southern:1", "a"),
                cache -> cache.getMany(List.of("k", "user:1"), String.class),
                cache -> cache.delete("user:1"),
                cache -> cache.increment("user:n"),
                cache -> cache.deleteMatch("user:*"),
                cache -> cache.deleteMatch("*"),
                cache -> cache.deleteMatch("user:south*"),
                cache -> cache.lease("user:job", Ttl.of("1m"), Duration.ZERO),
                cache -> cache.getOrLoad("user:1", String.class, Ttl.of("1h"), loads("a")),
                cache -> cache.stream(String.class).ttl(Ttl.of("1h")).build().getAt("user:1", () -> subscriber -> {}));
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("refuses a key that is not of the tenant, by whatever operation")
    void refused(Consumer<Cache> operation) {
        try (CacheContext.Scope scope = of("south")) {
            assertThatThrownBy(() -> operation.accept(cache))
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageContaining("is not of this tenant")
                    .hasMessageContaining("keys of route 'user:' begin with 'user:south' and a colon");
        }
    }

    @Test
    @DisplayName("refuses a call without a tenant, and says how to give one")
    void missing() {
        assertThatThrownBy(() -> cache.get("user:south:1", String.class))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("route 'user:' requires the context value 'tenant', which is not set")
                .hasMessageContaining("CacheContext.current().with(\"tenant\", …).open()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:{id}", "user:all"})
    @DisplayName("refuses a plan whose template forgets the tenant when it is built")
    void template(String template) {
        assertThatThrownBy(() -> plan(template))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("does not name {@tenant}, which route 'user:' requires");
    }

    @Test
    @DisplayName("leaves other routes alone, those inside its prefix too, and escapes the tenant")
    void others() {
        assertThat(cache.set("k", "a")).isCompletedWithValue(true);
        assertThat(cache.set("user:shared:1", "a")).isCompletedWithValue(true);
        CachePlan<String> shared = plan("user:shared:{id}");
        assertThat(shared.get(shared.args(1), loads("b"))).isCompletedWithValue("a");
        try (CacheContext.Scope scope = of("a:b")) {
            assertThat(cache.set("user:a%3Ab:1", "a")).isCompletedWithValue(true);
            assertThatThrownBy(() -> cache.set("user:a:b:1", "a")).isInstanceOf(InvalidKeyException.class);
        }
        assertThat(cache.clear()).isCompletedWithValue(null);
    }

    @Test
    @DisplayName("refuses what a strategy would delete of another tenant")
    void strategies() {
        CachePlan<String> renaming = cache.plan(String.class)
                .key("rename:{tenant}:{id}")
                .through(invalidate("user:{tenant}:{id}"))
                .build();
        try (CacheContext.Scope scope = of("south")) {
            cache.set("user:south:1", "a");
            assertThat(renaming.get(renaming.args("south", 1), loads("b"))).isCompletedWithValue("b");
            assertThat(cache.exists("user:south:1")).isCompletedWithValue(false);
            assertThat(renaming.get(renaming.args("north", 1), loads("b"))).isCompletedExceptionally();
        }
    }

    @Test
    @DisplayName("takes one name")
    void once() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Cache.builder()
                        .route(
                                "",
                                "mem://",
                                route -> route.requireContext("tenant").requireContext("user")))
                .withMessageContaining("requireContext takes one name");
    }
}
