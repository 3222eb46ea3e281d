package io.github.kashew.strategy;

import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.GET_BITS;
import static io.github.kashew.CommandKind.INCREMENT_BITS;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kashew.BloomFilter;
import io.github.kashew.BloomSize;
import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.KeyCommand;
import io.github.kashew.NumberCommand;
import io.github.kashew.error.CacheException;
import io.github.kashew.spi.BitFields;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A Bloom filter")
class BloomFilterTest {

    /** The key of a filter of 100 members at 1 %. */
    private static final String KEY = "\0bloom/959x7/1\0k:{id}";

    private final GuardRoom room = new GuardRoom();
    private final BloomFilter seen = room.cache.bloomFilter("k:{id}", BloomSize.of(100));
    private int loads;

    @AfterEach
    void close() {
        room.close();
    }

    private String guard(BloomFilter filter, Object id, Object outcome) {
        CompletionStage<Boolean> answer = filter.guard(filter.args(id), () -> {
            loads++;
            return outcome instanceof Throwable failure
                    ? CompletableFuture.failedFuture(failure)
                    : CompletableFuture.completedFuture((Boolean) outcome);
        });
        Throwable failure = GuardRoom.failure(answer);
        return failure == null
                ? String.valueOf(value(answer))
                : failure.getClass().getSimpleName();
    }

    private static <V> V value(CompletionStage<V> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }

    /** What the filter holds before: nothing, the member, or only ones. */
    enum Filled {
        EMPTY,
        ADDED,
        FORGED
    }

    static List<Arguments> table() {
        Exception down = new IllegalStateException("down");
        Set<CommandKind> works = Set.of();
        Set<CommandKind> unread = Set.of(GET_BITS);
        Set<CommandKind> broken = Set.of(GET_BITS, INCREMENT_BITS);
        return List.of(
                row(true, Filled.EMPTY, true, works, "false", 0, GET_BITS),
                row(true, Filled.ADDED, true, works, "true", 1, GET_BITS),
                row(true, Filled.ADDED, false, works, "false", 1, GET_BITS),
                row(true, Filled.ADDED, down, works, "IllegalStateException", 1, GET_BITS),
                row(true, Filled.FORGED, false, works, "false", 1, GET_BITS),
                row(true, Filled.FORGED, true, works, "true", 1, GET_BITS),
                row(true, Filled.EMPTY, true, unread, "true", 1, GET_BITS, INCREMENT_BITS),
                row(true, Filled.EMPTY, false, unread, "false", 1, GET_BITS),
                row(true, Filled.EMPTY, down, unread, "IllegalStateException", 1, GET_BITS),
                row(true, Filled.ADDED, true, broken, "true", 1, GET_BITS, INCREMENT_BITS),
                row(false, Filled.EMPTY, true, works, "false", 0, GET_BITS),
                row(false, Filled.ADDED, false, works, "true", 0, GET_BITS),
                row(false, Filled.FORGED, false, works, "true", 0, GET_BITS),
                row(false, Filled.EMPTY, false, unread, "false", 1, GET_BITS),
                row(false, Filled.ADDED, true, broken, "true", 1, GET_BITS, INCREMENT_BITS));
    }

    private static Arguments row(
            boolean checks,
            Filled filled,
            Object outcome,
            Set<CommandKind> broken,
            String answer,
            int loads,
            CommandKind... commands) {
        return Arguments.of(checks, filled, outcome, broken, answer, loads, List.of(commands));
    }

    @ParameterizedTest(name = "check {0}, {1}, load {2}, {3} broken: {4} after {5} loads with {6}")
    @MethodSource("table")
    @DisplayName("V25 guards: answers, loads and commands")
    void guards(
            boolean checks,
            Filled filled,
            Object outcome,
            Set<CommandKind> broken,
            String answer,
            int expected,
            List<CommandKind> commands) {
        fill(filled);
        room.failed.addAll(broken);
        room.commands();
        assertThat(guard(checks ? seen : seen.withoutCheck(), 1, outcome)).isEqualTo(answer);
        assertThat(loads).isEqualTo(expected);
        assertThat(room.commands()).isEqualTo(commands);
    }

    private void fill(Filled filled) {
        switch (filled) {
            case EMPTY -> {}
            case ADDED -> value(seen.add(seen.args(1)));
            case FORGED ->
                value(room.cache
                        .commands()
                        .incrementBits(new NumberCommand.IncrementBits(
                                KEY, BitFields.of(1, LongStream.range(0, 959).toArray()), 1)));
        }
    }

    @Test
    @DisplayName("says what it does not contain, and never that a member is missing, whatever is broken")
    void mightContain() {
        assertThat(value(seen.mightContain(seen.args(1)))).isFalse();
        value(seen.add(seen.args(1)));
        value(seen.add(seen.args(1)));
        assertThat(value(seen.mightContain(seen.args(1)))).isTrue();
        assertThat(value(seen.mightContain(seen.args(2)))).isFalse();
        assertThat(room.commands()).containsExactly(GET_BITS, INCREMENT_BITS, INCREMENT_BITS, GET_BITS, GET_BITS);
        room.failed.add(GET_BITS);
        assertThat(value(seen.mightContain(seen.args(1)))).isTrue();
        assertThat(value(seen.mightContain(seen.args(2)))).isTrue();
        room.failed.add(INCREMENT_BITS);
        assertThat(GuardRoom.failure(seen.add(seen.args(3)))).hasMessageContaining("INCREMENT_BITS is broken");
    }

    @Test
    @DisplayName("whose key holds something else cannot be asked, and answers that everything may be a member")
    void otherKind() {
        value(room.cache.commands().increment(new NumberCommand.Increment(KEY, 1, Long.MAX_VALUE)));
        assertThat(value(seen.mightContain(seen.args(1)))).isTrue();
        assertThat(GuardRoom.failure(seen.add(seen.args(1)))).hasMessageContaining("holds a counter");
    }

    @Test
    @DisplayName("is another one with another size or template, the same one with the same, and no pattern deletes it")
    void identity() {
        value(seen.add(seen.args(1)));
        BloomFilter same = room.cache.bloomFilter("k:{id}", new BloomSize(100, 0.01));
        BloomFilter larger = room.cache.bloomFilter("k:{id}", BloomSize.of(101));
        BloomFilter other = room.cache.bloomFilter("k:{name}", BloomSize.of(100));
        room.cache.deleteMatch("*");
        assertThat(value(same.mightContain(same.args(1)))).isTrue();
        assertThat(value(larger.mightContain(larger.args(1)))).isFalse();
        assertThat(value(other.mightContain(other.args(1)))).isFalse();
    }

    @Test
    @DisplayName("whose commands nobody sees answers the same without them")
    void bare() {
        try (Cache bare = Cache.open("mem://")) {
            BloomFilter filter = bare.bloomFilter("k:{id}", BloomSize.of(100));
            assertThat(value(filter.mightContain(filter.args(1)))).isFalse();
            value(filter.add(filter.args(1)));
            assertThat(value(filter.mightContain(filter.args(1)))).isTrue();
            assertThat(value(filter.mightContain(filter.args(2)))).isFalse();
            bare.commands().delete(new KeyCommand.Delete(KEY));
            value(bare.commands().increment(new NumberCommand.Increment(KEY, 1, Long.MAX_VALUE)));
            assertThat(value(filter.mightContain(filter.args(2)))).isTrue();
        }
    }

    @Test
    @DisplayName("DEFECT-48: has the same bits under the same key in every process, by a hash of its own")
    void golden() {
        value(seen.add(seen.args(1)));
        long[] bits = value(room.cache
                .commands()
                .getBits(new NumberCommand.GetBits(
                        KEY, BitFields.of(1, LongStream.range(0, 959).toArray()))));
        assertThat(LongStream.range(0, 959).filter(i -> bits[(int) i] == 1))
                .containsExactly(111L, 305L, 497L, 515L, 686L, 884L, 887L);
    }

    @Test
    @DisplayName("hashes the rendered key: values are told apart, and the context takes part")
    void members() {
        BloomFilter pairs = room.cache.bloomFilter("{@tenant}:{a}:{b}", BloomSize.of(100, 1e-6));
        try (CacheContext.Scope tenant =
                CacheContext.empty().with("tenant", "x").open()) {
            value(pairs.add(pairs.args("a:b", "c")));
            assertThat(value(pairs.mightContain(pairs.args("a:b", "c")))).isTrue();
            assertThat(value(pairs.mightContain(pairs.args("a", "b:c")))).isFalse();
        }
        try (CacheContext.Scope tenant =
                CacheContext.empty().with("tenant", "y").open()) {
            assertThat(value(pairs.mightContain(pairs.args("a:b", "c")))).isFalse();
        }
    }

    @Test
    @DisplayName("in a plan answers null without a look-up about what it does not contain")
    void inPlan() {
        CachePlan<String> plan = room.plan(failover("1h"), seen, simple("1h"));
        assertThat(plan.spec()).hasToString("k:{id} = failover(1h) → bloom(k:{id}) → simple(1h) → loader");
        CachePlan<String> cached = room.plan(seen, simple("1h"));
        assertThat(room.call(cached, 1)).isEqualTo("null");
        assertThat(room.commands()).containsExactly(GET_BITS);
        value(seen.add(seen.args(1)));
        room.commands();
        assertThat(room.call(cached, 1)).isEqualTo("loaded");
        assertThat(room.commands()).containsExactly(GET_BITS, GET, SET);
        assertThat(room.call(cached, 1)).isEqualTo("loaded");
        assertThat(room.commands()).containsExactly(GET_BITS, GET);
        room.failed.add(GET_BITS);
        assertThat(room.call(cached, 2)).isEqualTo("loaded");
        assertThat(room.commands()).containsExactly(GET_BITS, GET, SET, INCREMENT_BITS);
        assertThat(room.loads()).isEqualTo(2);
    }

    @Test
    @DisplayName("is refused where it makes no sense, with what to write instead")
    void refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(simple("1h"), seen))
                .withMessageContaining("put it outside, through(bloom(k:{id}), simple(1h))");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.cache.plan(String.class).through(seen).build())
                .withMessageContaining("use guard of the filter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.cache
                        .plan(String.class)
                        .key("k:{a}:{b}")
                        .through(seen)
                        .build())
                .withMessageContaining("bloom(k:{id}) takes 1 values and the plan has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.plan(seen.withoutCheck()))
                .withMessageContaining("keep the check");
    }

    @Test
    @DisplayName("lets callers share the load of a guard; one of them can leave")
    void shared() {
        value(seen.add(seen.args(1)));
        CompletableFuture<Boolean> source = new CompletableFuture<>();
        CompletableFuture<Boolean> first =
                seen.guard(seen.args(1), () -> source).toCompletableFuture();
        CompletableFuture<Boolean> second =
                seen.guard(seen.args(1), CompletableFuture::new).toCompletableFuture();
        first.cancel(true);
        assertThat(source).isNotDone();
        source.complete(true);
        assertThat(second).isCompletedWithValue(true);
    }

    @Test
    @DisplayName("of a cache that is closed is no trouble of the store")
    void closed() {
        room.cache.close();
        for (Runnable use : List.<Runnable>of(
                () -> seen.mightContain(seen.args(1)),
                () -> seen.add(seen.args(1)),
                () -> seen.guard(seen.args(1), CompletableFuture::new))) {
            assertThat(catchThrowable(use::run)).isInstanceOf(CacheException.class);
        }
    }
}
