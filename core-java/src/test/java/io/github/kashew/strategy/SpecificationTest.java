package io.github.kashew.strategy;

import static io.github.kashew.strategy.Strategies.bulkhead;
import static io.github.kashew.strategy.Strategies.circuitBreaker;
import static io.github.kashew.strategy.Strategies.dynamic;
import static io.github.kashew.strategy.Strategies.early;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.hit;
import static io.github.kashew.strategy.Strategies.invalidate;
import static io.github.kashew.strategy.Strategies.locked;
import static io.github.kashew.strategy.Strategies.rateLimit;
import static io.github.kashew.strategy.Strategies.shadow;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.slidingRateLimit;
import static io.github.kashew.strategy.Strategies.soft;
import static io.github.kashew.strategy.Strategies.timeout;
import static io.github.kashew.strategy.Strategies.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.Condition;
import io.github.kashew.Detections;
import io.github.kashew.Strategy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the specification tables of {@code src/test/resources/strategies}: answers and commands by what is stored, how loads
 * end, and what of the store fails. The Kotlin facade runs the same tables.
 */
@DisplayName("The specification of")
class SpecificationTest {

    /** Makes the strategies of a table. */
    @FunctionalInterface
    private interface Composition {
        Strategy[] in(ReadingRoom room);
    }

    private static final Map<String, Composition> ALL = new TreeMap<>();

    static {
        specify("bloom", room -> new Strategy[] {room.members(), simple("10m")});
        specify("bulkhead", bulkhead(2).withQueue(1));
        specify("bulkhead-simple", simple("10m"), bulkhead(2).withQueue(1));
        CircuitBreaker breaker = circuitBreaker(50, 8).withMinimumCalls(4);
        specify("circuitBreaker", breaker.ignoring(IllegalStateException.class));
        specify("circuitBreaker-simple", simple("10m"), breaker);
        specify("dynamic", dynamic("10m"));
        specify("early", early("10m", "7m").withBackOff("1m"));
        specify("early-adaptive", early("10m").adaptive(1e300));
        specify("early-shared", early("10m", "7m"));
        specify("failover", failover("10m").evictOn(FileNotFoundException.class));
        specify("hit", hit("10m", 2));
        specify("invalidate", invalidate("k:{id}"));
        specify("locked", locked("30s"));
        specify("locked-open", locked("30s").failOpen());
        specify("locked-simple", locked("30s"), simple("10m"));
        specify("rateLimit", rateLimit(2, "10m").withBan("1h"));
        specify("rateLimit-closed", rateLimit(2, "10m").failClosed());
        specify("rateLimit-none", rateLimit(0, "10m"));
        specify("rateLimit-simple", simple("10m"), rateLimit(2, "10m"));
        specify("refreshing-simple", simple("10m"));
        specify("shadow", room -> new Strategy[] {shadow().withListener(room::tell), simple("10m")});
        specify("simple", simple("10m"));
        specify("simple-empty", simple("10m").withTtlOfEmpty("1m"));
        specify("simple-failure", simple("10m").withTtlOfFailure("10s", IOException.class));
        specify("simple-lease", simple("10m").withLease());
        specify("slidingRateLimit", slidingRateLimit(2, "10m"));
        specify("slidingRateLimit-closed", slidingRateLimit(2, "10m").failClosed());
        specify("soft", soft("10m", "7m").withBackOff("1m"));
        specify("timeout", timeout("5s"), simple("10m"));
        specify("timeout-copy", timeout("5s").withSoft("1s"), failover("1d"), simple("5m"));
        specify("timeout-soft", timeout("5s").withSoft("1s"), soft("1d", "10m"));
        specify("verify", room -> new Strategy[] {verify(100).withListener(room::tell), simple("10m")});
    }

    /** Tables of plans that store no null. */
    private static final Set<String> NOT_NULL = Set.of("early", "soft", "failover", "hit");

    private static void specify(String name, Strategy... strategies) {
        specify(name, room -> strategies);
    }

    private static void specify(String name, Composition composition) {
        ALL.put(name, composition);
    }

    @TestFactory
    @DisplayName("answers and commands")
    Stream<DynamicContainer> tables() {
        return ALL.entrySet().stream()
                .map(each -> DynamicContainer.dynamicContainer(
                        each.getKey(),
                        SpecifiedTable.of(each.getKey()).rows().stream()
                                .map(row -> DynamicTest.dynamicTest(
                                        row.line(), () -> require(each.getKey(), each.getValue(), row)))));
    }

    @TestFactory
    @DisplayName("what was stored, with each end of a load and each trouble of the store")
    Stream<DynamicTest> whole() {
        return ALL.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> SpecifiedTable.of(name).requireWhole()));
    }

    private static void require(String name, Composition composition, SpecifiedRow row) {
        try (ReadingRoom room = new ReadingRoom()) {
            room.shared = name.endsWith("-shared") || name.endsWith("-lease");
            Condition<String> condition = NOT_NULL.contains(name) ? Condition.notNull() : Condition.values();
            CachePlan<String> plan = room.plan(condition, composition.in(room));
            row.before().forEach(word -> room.happens(plan, word));
            room.broken.addAll(row.broken());
            boolean refreshing = name.startsWith("refreshing");
            for (int call = 0; call < 2; call++) {
                room.commands();
                CompletableFuture<String> answer;
                CacheContext context = CacheContext.current();
                Detections seen;
                try (CacheContext.Scope scope = (refreshing ? context.refreshing() : context).open();
                        Detections detected = room.cache.detect()) {
                    answer = room.ending(plan, row.loads().get(call));
                    seen = detected;
                }
                assertThat(ReadingRoom.outcome(answer))
                        .as("answer of call %d", call)
                        .isEqualTo(row.answers().get(call));
                row.requireReported(call, seen.answers());
                assertThat(room.commands())
                        .as("commands of call %d", call)
                        .map(Enum::name)
                        .isEqualTo(row.commands().get(call));
            }
            assertThat(room.told()).isEqualTo(row.told());
        }
    }

    @Test
    @DisplayName("every strategy is there, and every table is run")
    void complete() throws IOException {
        try (Stream<Path> tables = Files.list(SpecifiedTable.folder())) {
            assertThat(tables.map(table -> table.getFileName().toString())
                            .filter(name -> name.endsWith(".txt"))
                            .map(name -> name.replace(".txt", ""))
                            .filter(name -> !name.equals(DualBloomFilterTest.TABLE)))
                    .containsExactlyInAnyOrderElementsOf(ALL.keySet());
        }
        Set<String> factories = Arrays.stream(Strategies.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        factories.addAll(List.of("bloom", "refreshing"));
        assertThat(ALL.keySet().stream().map(name -> name.replaceAll("-.*", "")).distinct())
                .containsExactlyInAnyOrderElementsOf(factories);
    }
}
