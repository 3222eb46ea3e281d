package io.github.kashew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.CircularLoadException;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cached stream")
class StreamOptionsTest {

    private static final Args ID = Args.of("a");

    private final ManualClock clock = new ManualClock();
    private final List<Integer> chunkLengths = new ArrayList<>();
    private final Cache cache = Cache.builder()
            .route("", "mem://?size=100000&check_interval=0")
            .clock(clock)
            .executor(Runnable::run)
            .middleware(new Measuring(chunkLengths))
            .build();

    @AfterEach
    void close() {
        cache.close();
    }

    /** Notes how long the chunks are that are stored. */
    private record Measuring(List<Integer> lengths) implements Middleware {
        @Override
        public <R> CompletionStage<R> handle(Command<R> command, Next next) {
            if (command instanceof ValueCommand.Set<?> set && set.entry().content() instanceof List<?> chunk) {
                lengths.add(chunk.size());
            }
            return next.proceed(command);
        }
    }

    private StreamBuilder<Integer> builder() {
        return cache.stream(Integer.class).key("s:{id}").ttl("10m").chunkSize(4);
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static <T> Collected<T> play(CacheStream<T> stream, ManualSource<T> source) {
        Collected<T> collected = Collected.all(stream.get(ID, () -> source));
        source.run();
        return collected;
    }

    private static <T> Collected<T> replay(CacheStream<T> stream) {
        return Collected.all(stream.get(ID, () -> {
            throw new AssertionError("the stream is stored");
        }));
    }

    private static Collected<Integer> failing(CacheStream<Integer> stream, List<Integer> before, Throwable failure) {
        ManualSource<Integer> source = new ManualSource<>(before);
        Collected<Integer> reader = Collected.some(stream.get(ID, () -> source), before.size());
        for (int i = 0; i < before.size(); i++) {
            source.step();
        }
        source.fail(failure);
        return reader;
    }

    private boolean isStored() {
        return Outcomes.value(cache.exists("s:a"));
    }

    @Test
    @DisplayName("closes a chunk at its number of elements or at its weight, whichever comes first")
    void chunks() {
        CacheStream<Integer> stream =
                builder().weigher(element -> element).chunkBytes(10).build();
        play(stream, new ManualSource<>(List.of(1, 2, 3, 1, 4, 6, 20, 1)));
        assertThat(chunkLengths).containsExactly(4, 2, 1, 1);
        assertThat(replay(stream).elements()).containsExactly(1, 2, 3, 1, 4, 6, 20, 1);
    }

    @Test
    @DisplayName("weighs texts and collections by what they hold")
    void estimates() {
        CacheStream<String> texts = cache.stream(String.class)
                .key("s:{id}")
                .ttl("1m")
                .chunkBytes(50)
                .build();
        play(texts, new ManualSource<>(List.of("x".repeat(50), "", "", "y".repeat(30), "z")));
        assertThat(chunkLengths).containsExactly(1, 3, 1);
        assertThat(ElementWeight.estimate(List.of(1, "ab"))).isEqualTo(18);
        assertThat(ElementWeight.estimate(new byte[7])).isEqualTo(7);
        assertThat(ElementWeight.estimate(new long[7])).isEqualTo(56);
        assertThat(ElementWeight.estimate(Map.of("a", 1))).isEqualTo(17);
        assertThat(ElementWeight.estimate(clock)).isEqualTo(64);
    }

    @Test
    @DisplayName("that weighs more than maxBytes is passed on and not stored")
    void tooHeavy() {
        CacheStream<Integer> stream =
                builder().weigher(element -> 10).maxBytes(50).build();
        assertThat(play(stream, new ManualSource<>(upTo(5))).elements()).isEqualTo(upTo(5));
        assertThat(isStored()).isTrue();
        stream.invalidate(ID);
        assertThat(play(stream, new ManualSource<>(upTo(6))).elements()).isEqualTo(upTo(6));
        assertThat(isStored()).isFalse();
    }

    @Test
    @DisplayName("with an element that may not be stored is passed on as a whole and not stored")
    void elementCondition() {
        CacheStream<Integer> stream =
                builder().elements(element -> element != 5).build();
        assertThat(play(stream, new ManualSource<>(upTo(9))).elements()).isEqualTo(upTo(9));
        assertThat(Outcomes.value(cache.count())).isZero();
        play(stream, new ManualSource<>(upTo(5)));
        assertThat(replay(stream).elements()).isEqualTo(upTo(5));
    }

    @Test
    @DisplayName("is stored if the condition on the whole says so, which is told its length")
    void condition() {
        CacheStream<Integer> stream = builder()
                .condition(outcome -> outcome.value() != null && outcome.value() > 2)
                .build();
        assertThat(play(stream, new ManualSource<>(upTo(2))).isComplete()).isTrue();
        assertThat(isStored()).isFalse();
        assertThat(play(stream, new ManualSource<>(upTo(3))).isComplete()).isTrue();
        assertThat(isStored()).isTrue();
    }

    @Test
    @DisplayName("fails its readers with what a condition, a ttl or a weigher throws, and is not stored")
    void throwingFunctions() {
        IllegalStateException mine = new IllegalStateException("mine");
        List<StreamBuilder<Integer>> builders = List.of(
                builder().condition(outcome -> {
                    throw mine;
                }),
                builder().ttl(Ttl.of("1m"), outcome -> {
                    throw mine;
                }),
                builder().elements(element -> {
                    throw mine;
                }),
                builder().weigher(element -> {
                    throw mine;
                }));
        for (StreamBuilder<Integer> each : builders) {
            ManualSource<Integer> source = new ManualSource<>(upTo(3));
            assertThat(play(each.build(), source).failure()).isSameAs(mine);
            assertThat(source.isOver()).isTrue();
            assertThat(isStored()).isFalse();
        }
    }

    @Test
    @DisplayName("that fails is replayed with its failure, if that is to be stored, for a ttl of its own")
    void storedFailure() {
        CacheStream<Integer> stream = builder()
                .condition(Condition.<Long>values().or(Condition.failures(IllegalStateException.class)))
                .ttl(Ttl.of("10m"), outcome -> outcome.failed() ? Ttl.of("1m") : Ttl.of("1h"))
                .build();
        IllegalStateException broken = new IllegalStateException("broken");
        assertThat(failing(stream, upTo(6), broken).failure()).isSameAs(broken);
        Collected<Integer> again = replay(stream);
        assertThat(again.elements()).isEqualTo(upTo(6));
        assertThat(again.failure()).hasMessage("broken");
        clock.advance(Duration.ofMinutes(2));
        failing(stream, upTo(1), new IllegalArgumentException("another"));
        assertThat(isStored()).isFalse();
        failing(stream, upTo(1), new InvalidKeyException("a mistake"));
        assertThat(isStored()).isFalse();
        play(stream, new ManualSource<>(upTo(2)));
        clock.advance(Duration.ofMinutes(9));
        assertThat(replay(stream).elements()).isEqualTo(upTo(2));
        clock.advance(Duration.ofMinutes(2));
        assertThat(isStored()).isFalse();
    }

    @Test
    @DisplayName("that has grown stale is replayed, and run anew in the background, once")
    void refreshing() {
        CacheStream<Integer> stream = builder().refreshAfter("7m").build();
        play(stream, new ManualSource<>(upTo(3)));
        clock.advance(Duration.ofMinutes(6));
        assertThat(replay(stream).isComplete()).isTrue();
        clock.advance(Duration.ofMinutes(2));
        ManualSource<Integer> anew = new ManualSource<>(upTo(5));
        for (int i = 0; i < 3; i++) {
            assertThat(Collected.all(stream.get(ID, () -> anew)).elements()).isEqualTo(upTo(3));
        }
        assertThat(anew.runs()).isEqualTo(1);
        anew.run();
        assertThat(replay(stream).elements()).isEqualTo(upTo(5));
        clock.advance(Duration.ofMinutes(8));
        ManualSource<Integer> broken = new ManualSource<>(List.of());
        assertThat(Collected.all(stream.get(ID, () -> broken)).elements()).isEqualTo(upTo(5));
        broken.fail(new IllegalStateException("broken"));
        assertThat(isStored()).isTrue();
    }

    @Test
    @DisplayName("that has expired covers a run that fails before its first element, and no other")
    void failover() {
        CacheStream<Integer> stream = builder().failover("1h").build();
        play(stream, new ManualSource<>(upTo(6)));
        clock.advance(Duration.ofMinutes(11));
        assertThat(isStored()).isFalse();
        IllegalStateException broken = new IllegalStateException("broken");
        Collected<Integer> covered = Collected.all(stream.get(ID, () -> {
            throw broken;
        }));
        assertThat(covered.elements()).isEqualTo(upTo(6));
        assertThat(covered.isComplete()).isTrue();
        Collected<Integer> begun = failing(stream, List.of(9), broken);
        assertThat(begun.elements()).containsExactly(9);
        assertThat(begun.failure()).isSameAs(broken);
        assertThat(failing(stream, List.of(), new AssertionError()).failure()).isInstanceOf(AssertionError.class);
        clock.advance(Duration.ofMinutes(60));
        assertThat(failing(stream, List.of(), broken).failure()).isSameAs(broken);
        play(stream, new ManualSource<>(upTo(2)));
        clock.advance(Duration.ofMinutes(11));
        stream.invalidate(ID);
        assertThat(failing(stream, List.of(), broken).failure()).isSameAs(broken);
    }

    @Test
    @DisplayName("that has no older one to cover it may store its failure")
    void failureWithoutOlder() {
        CacheStream<Integer> stream = builder()
                .failover("1h")
                .condition(Condition.<Long>values().or(Condition.failures()))
                .build();
        IllegalStateException broken = new IllegalStateException("broken");
        assertThat(failing(stream, List.of(), broken).failure()).isSameAs(broken);
        assertThat(replay(stream).failure()).hasMessage("broken");
    }

    @Test
    @DisplayName("is run under a lease, so that one run follows the other")
    void locked() {
        CacheStream<Integer> stream = builder().locked("30s").build();
        ManualSource<Integer> first = new ManualSource<>(upTo(3));
        Collected<Integer> reader = Collected.all(stream.get(ID, () -> first));
        ManualSource<Integer> second = new ManualSource<>(upTo(4));
        Collected<Integer> renewing;
        try (CacheContext.Scope scope = CacheContext.current().refreshing().open()) {
            renewing = Collected.all(stream.get(ID, () -> second));
        }
        assertThat(second.runs()).isZero();
        first.run();
        assertThat(reader.isComplete()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(second.runs()).isEqualTo(1);
        second.run();
        assertThat(renewing.isComplete()).isTrue();
        assertThat(replay(stream).elements()).isEqualTo(upTo(4));
    }

    @Test
    @DisplayName("whose readers leave while they wait for the lease is not run, and nothing is held")
    void leavingTheLease() {
        CacheStream<Integer> stream = builder().locked("30s").build();
        ManualSource<Integer> first = new ManualSource<>(upTo(3));
        Collected<Integer> reader = Collected.all(stream.get(ID, () -> first));
        ManualSource<Integer> second = new ManualSource<>(upTo(4));
        try (CacheContext.Scope scope = CacheContext.current().refreshing().open()) {
            Collected.all(stream.get(ID, () -> second)).leave();
        }
        reader.leave();
        assertThat(first.isCancelled()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(second.runs()).isZero();
        assertThat(play(stream, new ManualSource<>(upTo(2))).isComplete()).isTrue();
    }

    @Test
    @DisplayName("that subscribes to itself fails, as do two that wait for each other")
    void circles() {
        CacheStream<Integer> stream = builder().build();
        Collected<Integer> own = Collected.all(stream.get(ID, () -> stream.get(ID, () -> new ManualSource<>(upTo(1)))));
        assertThat(own.failure()).isInstanceOf(CircularLoadException.class);
        Args other = Args.of("b");
        Collected<Integer> two = Collected.all(stream.get(ID, () -> around(stream, other)));
        assertThat(two.failure()).isInstanceOf(CircularLoadException.class).hasMessageContaining("s:b");
        assertThat(play(stream, new ManualSource<>(upTo(2))).isComplete()).isTrue();
    }

    private static Flow.Publisher<Integer> around(CacheStream<Integer> stream, Args other) {
        return stream.get(other, () -> stream.get(ID, () -> new ManualSource<>(upTo(1))));
    }

    @Test
    @DisplayName("refuses options out of range")
    void misuse() {
        assertThatThrownBy(() -> builder().chunkBytes(0)).hasMessageContaining("chunkBytes");
        assertThatThrownBy(() -> builder().maxBytes(-1)).hasMessageContaining("maxBytes");
        assertThatThrownBy(() -> builder().failover(Ttl.forever())).hasMessageContaining("failover");
        assertThatThrownBy(() -> builder().locked(Ttl.forever())).hasMessageContaining("locked");
        assertThatThrownBy(() -> builder().refreshAfter("10m").build()).hasMessageContaining("refreshAfter");
        assertThatThrownBy(() -> builder().tags("t:{other}").build()).isInstanceOf(InvalidKeyException.class);
    }
}
