package io.github.kashew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.CacheException;
import io.github.kashew.error.StreamInterruptedException;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A cached stream")
@ParameterizedClass
@ValueSource(strings = {"mem://?size=100000&check_interval=0", "mem://?size=100000&check_interval=0&copy=true"})
class CacheStreamTest {

    private static final Args ID = Args.of("a");

    @Parameter
    String url = "";

    private final ManualClock clock = new ManualClock();
    private final AtomicReference<String> lost = new AtomicReference<>("");
    private Cache cache = Cache.open("mem://");

    private CacheStream<Integer> stream() {
        return builder().build();
    }

    private StreamBuilder<Integer> builder() {
        cache.close();
        cache = Cache.builder()
                .route("", url)
                .clock(clock)
                .executor(Runnable::run)
                .middleware(new Losing(lost))
                .build();
        return cache.stream(Integer.class).key("s:{id}").ttl("10m").chunkSize(4);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    /** Lets look-ups of one key be answered as if nothing were there. */
    private record Losing(AtomicReference<String> suffix) implements Middleware {
        @Override
        public <R> CompletionStage<R> handle(Command<R> command, Next next) {
            boolean hit = !suffix.get().isEmpty()
                    && command instanceof ValueCommand.Get<?> get
                    && get.key().contains(suffix.get());
            return hit ? next.proceed(command.mapKeys(key -> "elsewhere")) : next.proceed(command);
        }
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

    @Test
    @DisplayName("is replayed whole, whatever its length")
    void replays() {
        for (int length : new int[] {0, 1, 3, 4, 5, 8, 9, 3_000}) {
            CacheStream<Integer> stream = stream();
            assertThat(play(stream, new ManualSource<>(upTo(length))).isComplete())
                    .isTrue();
            Collected<Integer> again = replay(stream);
            assertThat(again.elements()).isEqualTo(upTo(length));
            assertThat(again.isComplete()).isTrue();
        }
    }

    @Test
    @DisplayName("may hold zero, false and the empty text (DEFECT-46)")
    void falsyElements() {
        stream();
        CacheStream<Boolean> flags =
                cache.stream(Boolean.class).key("f:{id}").ttl("1m").build();
        play(flags, new ManualSource<>(List.of(false, true, false)));
        assertThat(replay(flags).elements()).containsExactly(false, true, false);
        CacheStream<String> texts =
                cache.stream(String.class).key("t:{id}").ttl("1m").build();
        play(texts, new ManualSource<>(List.of("", "a", "")));
        assertThat(replay(texts).elements()).containsExactly("", "a", "");
    }

    @Test
    @DisplayName("passes each element on at once, and no more than was asked for")
    void passesOn() {
        ManualSource<Integer> source = new ManualSource<>(upTo(10));
        Collected<Integer> reader = Collected.some(stream().get(ID, () -> source), 2);
        assertThat(source.step()).isTrue();
        assertThat(reader.elements()).containsExactly(0);
        assertThat(source.step()).isTrue();
        assertThat(source.step()).isFalse();
        assertThat(reader.elements()).containsExactly(0, 1);
    }

    @Test
    @DisplayName("is not found before it is complete")
    void invisibleBeforeTheEnd() {
        CacheStream<Integer> stream = stream();
        ManualSource<Integer> source = new ManualSource<>(upTo(9));
        Collected.some(stream.get(ID, () -> source), 8);
        source.run();
        assertThat(source.published()).isEqualTo(8);
        assertThat(Outcomes.value(cache.exists(stream.key(ID)))).isFalse();
    }

    @Test
    @DisplayName("that fails is not cached, and its failure arrives as it was thrown, after what came before")
    void failures() {
        CacheStream<Integer> stream = stream();
        ManualSource<Integer> source = new ManualSource<>(upTo(9));
        Collected<Integer> reader = Collected.some(stream.get(ID, () -> source), 6);
        source.run();
        IllegalStateException failure = new IllegalStateException("broken");
        source.fail(failure);
        assertThat(reader.elements()).isEqualTo(upTo(6));
        assertThat(reader.failure()).isSameAs(failure);
        assertThat(Outcomes.value(cache.count())).isZero();
        assertThat(play(stream, new ManualSource<>(upTo(2))).isComplete()).isTrue();
    }

    @Test
    @DisplayName("whose last reader leaves cancels its source and leaves nothing behind")
    void cancellation() {
        ManualSource<Integer> source = new ManualSource<>(upTo(20));
        CacheStream<Integer> stream = stream();
        Collected<Integer> first = Collected.some(stream.get(ID, () -> source), 9);
        Collected<Integer> second = Collected.some(stream.get(ID, () -> source), 1);
        source.run();
        first.leave();
        assertThat(source.isCancelled()).isFalse();
        second.leave();
        assertThat(source.isCancelled()).isTrue();
        assertThat(Outcomes.value(cache.count())).isZero();
    }

    @Test
    @DisplayName("is run once for readers at the same time: who comes late reads from the beginning")
    void sharing() {
        CacheStream<Integer> stream = stream();
        ManualSource<Integer> source = new ManualSource<>(upTo(30));
        Collected<Integer> early = Collected.some(stream.get(ID, () -> source), 17);
        source.run();
        Collected<Integer> late = Collected.some(stream.get(ID, () -> source), 5);
        assertThat(late.elements()).isEqualTo(upTo(5));
        early.request(Long.MAX_VALUE);
        source.run();
        assertThat(early.elements()).isEqualTo(upTo(30));
        late.request(Long.MAX_VALUE);
        assertThat(late.elements()).isEqualTo(upTo(30));
        assertThat(late.isComplete()).isTrue();
        assertThat(source.runs()).isEqualTo(1);
    }

    @Test
    @DisplayName("that was deleted while it was read is passed on and not cached; others run it anew")
    void invalidation() {
        CacheStream<Integer> stream = stream();
        ManualSource<Integer> old = new ManualSource<>(List.of(1, 2, 3));
        Collected<Integer> reader = Collected.all(stream.get(ID, () -> old));
        old.step();
        stream.invalidate(ID);
        ManualSource<Integer> anew = new ManualSource<>(List.of(7));
        assertThat(play(stream, anew).elements()).containsExactly(7);
        old.run();
        assertThat(reader.elements()).containsExactly(1, 2, 3);
        assertThat(replay(stream).elements()).containsExactly(7);
    }

    @Test
    @DisplayName("expires by its ttl, counted from its beginning")
    void expiry() {
        CacheStream<Integer> stream = stream();
        play(stream, new ManualSource<>(upTo(9)));
        clock.advance(Duration.ofMinutes(9));
        assertThat(replay(stream).isComplete()).isTrue();
        clock.advance(Duration.ofMinutes(2));
        ManualSource<Integer> anew = new ManualSource<>(List.of(5));
        assertThat(play(stream, anew).elements()).containsExactly(5);
    }

    @Test
    @DisplayName("of which a chunk is lost before it is opened is run anew; later it fails its reader, never short")
    void lostChunks() {
        CacheStream<Integer> stream = stream();
        play(stream, new ManualSource<>(upTo(12)));
        Collected<Integer> reader = Collected.some(stream.get(ID, () -> new ManualSource<>(List.of())), 4);
        lost.set("-2\0");
        reader.request(Long.MAX_VALUE);
        assertThat(reader.elements()).isEqualTo(upTo(8));
        assertThat(reader.failure()).isInstanceOf(StreamInterruptedException.class);
        lost.set("-0\0");
        ManualSource<Integer> anew = new ManualSource<>(upTo(3));
        assertThat(play(stream, anew).isComplete()).isTrue();
        assertThat(anew.runs()).isEqualTo(1);
    }

    @Test
    @DisplayName("longer than maxElements is passed on and not stored, at the pace of its slowest reader")
    void tooLong() {
        CacheStream<Integer> stream = builder().maxElements(6).build();
        ManualSource<Integer> source = new ManualSource<>(upTo(40));
        Collected<Integer> fast = Collected.all(stream.get(ID, () -> source));
        Collected<Integer> slow = Collected.some(stream.get(ID, () -> source), 1);
        source.run();
        assertThat(source.published()).isBetween(7, 20);
        slow.request(Long.MAX_VALUE);
        source.run();
        assertThat(slow.elements()).isEqualTo(upTo(40));
        assertThat(fast.elements()).isEqualTo(upTo(40));
        assertThat(Outcomes.value(cache.count())).isZero();
    }

    @Test
    @DisplayName("fails its readers and cancels its source when the cache is closed")
    void closing() {
        ManualSource<Integer> source = new ManualSource<>(upTo(4));
        Collected<Integer> reader = Collected.all(stream().get(ID, () -> source));
        source.step();
        cache.close();
        assertThat(reader.failure()).isInstanceOf(CacheException.class);
        assertThat(source.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("refuses requests of nothing, a ttl without end and options out of range")
    void misuse() {
        Collected<Integer> reader = Collected.some(stream().get(ID, () -> new ManualSource<>(upTo(3))), 0);
        reader.request(0);
        assertThat(reader.failure()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().ttl(Ttl.forever())).hasMessageContaining("30d");
        assertThatThrownBy(() -> builder().chunkSize(0)).hasMessageContaining("65536");
        assertThatThrownBy(() -> builder().maxElements(-1)).hasMessageContaining("-1");
    }

    @Test
    @DisplayName("gives everyone who completes exactly its elements, whoever joins, leaves or fails when")
    void randomSchedules() {
        Random random = new Random(46);
        for (int schedule = 0; schedule < 1_000; schedule++) {
            runSchedule(random);
        }
    }

    private void runSchedule(Random random) {
        StreamBuilder<Integer> builder = builder();
        CacheStream<Integer> stream =
                (random.nextInt(4) == 0 ? builder.maxElements(random.nextInt(20)) : builder).build();
        List<Integer> elements = upTo(random.nextInt(25));
        List<ManualSource<Integer>> sources = new ArrayList<>();
        Flow.Publisher<Integer> publisher = stream.get(ID, () -> {
            ManualSource<Integer> source = new ManualSource<>(elements);
            sources.add(source);
            return source;
        });
        List<Collected<Integer>> readers = new ArrayList<>();
        List<Collected<Integer>> gone = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            int choice = random.nextInt(20);
            if (choice < 2) {
                readers.add(Collected.some(publisher, random.nextInt(6)));
            } else if (choice < 8 && !readers.isEmpty()) {
                readers.get(random.nextInt(readers.size())).request(1 + random.nextInt(5));
            } else if (choice == 8 && !readers.isEmpty()) {
                Collected<Integer> leaving = readers.remove(random.nextInt(readers.size()));
                leaving.leave();
                gone.add(leaving);
            } else if (choice == 9 && !sources.isEmpty() && random.nextInt(4) == 0) {
                sources.get(sources.size() - 1).fail(new IllegalStateException("random"));
            } else if (choice == 10 && random.nextInt(3) == 0) {
                stream.invalidate(ID);
            } else if (!sources.isEmpty()) {
                sources.get(random.nextInt(sources.size())).step();
            }
        }
        readers.forEach(reader -> reader.request(Long.MAX_VALUE));
        for (int round = 0; round < 3; round++) {
            List.copyOf(sources).forEach(ManualSource::run);
        }
        for (Collected<Integer> reader : readers) {
            assertThat(reader.ends()).isEqualTo(1);
            assertThat(reader.elements())
                    .isEqualTo(elements.subList(0, reader.elements().size()));
            if (reader.failure() == null) {
                assertThat(reader.elements()).isEqualTo(elements);
            } else {
                assertThat(reader.failure()).hasMessage("random");
            }
        }
        gone.forEach(reader -> assertThat(reader.elements())
                .isEqualTo(elements.subList(0, reader.elements().size())));
        assertThat(sources).allMatch(ManualSource::isOver);
    }
}
