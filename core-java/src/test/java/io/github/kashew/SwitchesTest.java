package io.github.kashew;

import static io.github.kashew.CommandKind.DELETE;
import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.hit;
import static io.github.kashew.strategy.Strategies.locked;
import static io.github.kashew.strategy.Strategies.rateLimit;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.slidingRateLimit;
import static io.github.kashew.strategy.Strategies.soft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Switches")
class SwitchesTest {

    private final ManualClock clock = new ManualClock();
    private final Breakable breakable = new Breakable();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0", route -> route.wrap(breakable::around))
            .route("user:", "mem://?check_interval=0")
            .clock(clock)
            .executor(Runnable::run)
            .build();
    private final AtomicInteger loads = new AtomicInteger();

    @AfterEach
    void close() {
        cache.close();
    }

    private CompletionStage<String> call(CachePlan<String> plan) {
        return plan.get(plan.args(1), () -> CompletableFuture.completedFuture("value " + loads.incrementAndGet()));
    }

    private CachePlan<String> plan(Strategy... strategies) {
        return cache.plan(String.class).key("k:{id}").through(strategies).build();
    }

    /** A command of each kind, and what a store answers that is switched off. */
    private static Map<Function<Cache, CompletionStage<?>>, Object> commands() {
        Map<Function<Cache, CompletionStage<?>>, Object> answers = new LinkedHashMap<>();
        answers.put(cache -> cache.set("k", "new"), false);
        answers.put(cache -> cache.setIfAbsent("other", "new", Ttl.of("1h")), false);
        answers.put(cache -> cache.set("k", "new", Ttl.of("1h"), List.of("tag")), false);
        answers.put(cache -> cache.getMany(List.of("k", "n"), String.class), Map.of());
        answers.put(cache -> cache.delete("k"), false);
        answers.put(cache -> cache.deleteMany(List.of("k")), 0L);
        answers.put(cache -> cache.deleteMatch("*"), 0L);
        answers.put(cache -> cache.exists("k"), false);
        answers.put(cache -> cache.expire("k", Ttl.of("1h")), false);
        answers.put(cache -> cache.size("k"), 0L);
        answers.put(cache -> cache.increment("n"), 0L);
        answers.put(cache -> cache.addToSet("s", Set.of("a")), 0L);
        answers.put(cache -> cache.isLeased("l"), false);
        answers.put(cache -> cache.tagsOf("k"), List.of());
        answers.put(cache -> cache.count(), 0L);
        return answers;
    }

    static Stream<Asked> eachCommand() {
        return commands().entrySet().stream().map(entry -> new Asked(entry.getKey(), entry.getValue()));
    }

    /** A command and its answer. */
    private record Asked(Function<Cache, CompletionStage<?>> command, Object answer) {}

    @ParameterizedTest
    @MethodSource("eachCommand")
    @DisplayName(
            "DEFECT-18: a cache that is switched off answers each command as an empty store, and does not ask its own")
    void transparent(Asked one) {
        cache.set("k", "old");
        cache.set("n", 7);
        cache.disable();
        int before = breakable.calls;
        assertThat(one.command.apply(cache).toCompletableFuture().getNow(null)).isEqualTo(one.answer);
        assertThat(breakable.calls).isEqualTo(before);
        cache.enable();
        assertThat(cache.get("k", String.class)).isCompletedWithValue("old");
    }

    @Test
    @DisplayName("DEFECT-18: commands that answer nothing, and scans, end as well")
    void nothing() {
        cache.set("k", "old");
        cache.disable();
        assertThat(cache.get("k", String.class)).isCompletedWithValue(null);
        assertThat(cache.entry("k", TypeRef.of(String.class))).isCompletedWithValue(null);
        assertThat(cache.getRaw("k")).isCompletedWithValue(null);
        assertThat(cache.ttl("k")).isCompletedWithValue(null);
        assertThat(cache.clear()).isCompletedWithValue(null);
        assertThat(cache.ping()).isCompletedWithValue(null);
        assertThat(cache.deleteTags("tag")).isCompletedWithValue(null);
        assertThat(cache.setMany(Map.of("k", "new"), Ttl.of("1h"))).isCompletedWithValue(null);
        assertThat(cache.setRaw("k", "new", Ttl.of("1h"))).isCompletedWithValue(null);
        assertThat(cache.popFromSet("s", 3)).isCompletedWithValue(Set.of());
        assertThat(Collected.all(cache.scan("*")).elements()).isEmpty();
        assertThat(Collected.all(cache.getMatch("*", String.class)).elements()).isEmpty();
        cache.enable();
        assertThat(cache.get("k", String.class)).isCompletedWithValue("old");
    }

    static Stream<List<Strategy>> strategies() {
        return Stream.of(
                List.of(simple("1h")),
                List.of(simple("1h").withLease()),
                List.of(early("10m", "7m")),
                List.of(soft("10m", "7m")),
                List.of(hit("1h", 3)),
                List.of(failover("1h"), simple("1m")),
                List.of(locked("30s"), simple("1h")),
                List.of(rateLimit(1, "1h")),
                List.of(slidingRateLimit(1, "1h")));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    @DisplayName("a plan of a cache that is switched off loads for each call, whatever its strategy, and asks no store")
    void strategyIsTransparent(List<Strategy> strategies) {
        CachePlan<String> plan = plan(strategies.toArray(Strategy[]::new));
        cache.disable();
        int before = breakable.calls;
        assertThat(call(plan)).isCompletedWithValue("value 1");
        assertThat(call(plan)).isCompletedWithValue("value 2");
        assertThat(call(plan)).isCompletedWithValue("value 3");
        assertThat(breakable.calls).isEqualTo(before);
        assertThat(clock.pendingTasks()).isZero();
    }

    @Test
    @DisplayName("filters know nothing of a store that is switched off, and let pass")
    void bloom() {
        BloomFilter filter = cache.bloomFilter("users:{id}", BloomSize.of(100, 0.01));
        assertThat(filter.mightContain(Args.of(1))).isCompletedWithValue(false);
        cache.disable();
        assertThat(filter.mightContain(Args.of(1))).isCompletedWithValue(true);
    }

    @Test
    @DisplayName("DEFECT-26: a lease is granted at once where leases are switched off, and one held before is released")
    void leases() {
        Lease held = cache.lease("job", Ttl.of("1h"), Duration.ZERO)
                .toCompletableFuture()
                .getNow(null);
        cache.disable(CommandKind.ACQUIRE_LEASE, CommandKind.RELEASE_LEASE);
        Lease granted = cache.lease("job", Ttl.of("1h"), Duration.ofHours(1))
                .toCompletableFuture()
                .getNow(null);
        assertThat(granted.isValid()).isTrue();
        assertThat(granted.renew(Ttl.of("2h"))).isCompletedWithValue(true);
        assertThat(granted.release()).isCompletedWithValue(true);
        assertThat(cache.isLeased("job")).isCompletedWithValue(true);
        assertThat(held.release()).isCompletedWithValue(true);
        assertThat(cache.isLeased("job")).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("while only looking up is off, what is loaded replaces what is stored")
    void withoutLookingUp() {
        CachePlan<String> plan = plan(simple("1h"));
        call(plan);
        cache.disable(GET);
        assertThat(cache.get("k:1", String.class)).isCompletedWithValue(null);
        assertThat(call(plan)).isCompletedWithValue("value 2");
        cache.enable(GET);
        assertThat(call(plan)).isCompletedWithValue("value 2");
    }

    @Test
    @DisplayName("while only storing is off, what is stored is answered")
    void withoutStoring() {
        CachePlan<String> plan = plan(simple("1h"));
        cache.disable(SET);
        call(plan);
        assertThat(call(plan)).isCompletedWithValue("value 2");
        cache.enable(SET);
        call(plan);
        assertThat(call(plan)).isCompletedWithValue("value 3");
    }

    @Test
    @DisplayName("of one route leave the others as they are, and a route that there is not is refused")
    void byRoute() {
        cache.set("user:1", "a");
        cache.set("k", "b");
        cache.disable(Switch.of(GET).on("user:"));
        assertThat(cache.get("user:1", String.class)).isCompletedWithValue(null);
        assertThat(cache.get("k", String.class)).isCompletedWithValue("b");
        assertThat(cache.isEnabled(GET, "user:")).isFalse();
        assertThat(cache.isEnabled(GET, "")).isTrue();
        cache.disable(GET);
        cache.enable(Switch.of(GET).on("user:"));
        assertThat(cache.get("user:1", String.class)).isCompletedWithValue("a");
        assertThat(cache.get("k", String.class)).isCompletedWithValue(null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache.disable(Switch.all().on("users:")))
                .withMessage("there is no route 'users:' to switch; there are [, user:]");
        assertThat(Switch.of(GET, SET).on("user:")).hasToString("GET, SET of route 'user:'");
        assertThat(Switch.all()).hasToString("all commands");
    }

    @Test
    @DisplayName("DEFECT-09: what is switched off is off on every thread")
    void everywhere() {
        cache.set("k", "a");
        cache.disable();
        assertThat(CompletableFuture.supplyAsync(() -> cache.get("k", String.class), task -> {
                            Thread thread = new Thread(task);
                            thread.start();
                        })
                        .thenCompose(Function.identity()))
                .succeedsWithin(Duration.ofSeconds(10))
                .isNull();
    }

    @Test
    @DisplayName("DEFECT-30: leaving a scope restores what was before, also what was off")
    void scopes() {
        cache.set("k", "a");
        cache.disable(DELETE);
        try (CacheContext.Scope outer = cache.disabling(DELETE, GET)) {
            assertThat(cache.get("k", String.class)).isCompletedWithValue(null);
            try (CacheContext.Scope inner = cache.disabling(GET)) {
                assertThat(cache.get("k", String.class)).isCompletedWithValue(null);
            }
            assertThat(cache.isEnabled(GET, "")).isFalse();
        }
        assertThat(cache.get("k", String.class)).isCompletedWithValue("a");
        assertThat(cache.isEnabled(DELETE, "")).isFalse();
        assertThat(cache.delete("k")).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("of a scope hold for what the scope's calls do later, and for no other cache")
    void later() {
        CachePlan<String> plan = plan(simple("1h"));
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> call;
        try (CacheContext.Scope scope = cache.disabling(SET);
                Cache other = Cache.open("mem://")) {
            call = plan.get(plan.args(1), () -> source);
            assertThat(other.set("k", "a")).isCompletedWithValue(true);
        }
        source.complete("loaded");
        assertThat(call).isCompletedWithValue("loaded");
        assertThat(cache.exists("k:1")).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("keep calls with different switches from sharing a load")
    void flights() {
        CachePlan<String> plan = plan(simple("1h"));
        List<CompletableFuture<String>> begun = new ArrayList<>();
        Loader<String> loader = () -> {
            CompletableFuture<String> load = new CompletableFuture<>();
            begun.add(load);
            return load;
        };
        plan.get(plan.args(1), loader);
        try (CacheContext.Scope scope = cache.disabling(SET)) {
            plan.get(plan.args(1), loader);
        }
        assertThat(begun).hasSize(2);
        begun.forEach(load -> load.complete("value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mem://?disable=true", "mem://?disable", "mem://?enable=false", "mem://?enable=1&disable=1"})
    @DisplayName("DEFECT-09: a URL may say that its route begins switched off, for every thread")
    void url(String url) {
        try (Cache off = Cache.open(url)) {
            assertThat(off.set("k", "a")).isCompletedWithValue(false);
            off.enable();
            assertThat(off.set("k", "a")).isCompletedWithValue(true);
            assertThat(off.get("k", String.class)).isCompletedWithValue("a");
        }
    }

    @Test
    @DisplayName("a route may begin with some commands switched off")
    void builder() {
        try (Cache readOnly =
                Cache.builder().route("", "mem://", route -> route.disable(SET)).build()) {
            assertThat(readOnly.set("k", "a")).isCompletedWithValue(false);
            assertThat(readOnly.increment("n")).isCompletedWithValue(1L);
        }
    }
}
