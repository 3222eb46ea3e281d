package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.collected;
import static io.github.kashew.testkit.Answers.elements;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CacheStream;
import io.github.kashew.Condition;
import io.github.kashew.StreamBuilder;
import io.github.kashew.error.StreamInterruptedException;
import io.github.kashew.spi.KeyPattern;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on streams that are kept in this backend. */
interface StreamSentences extends Subject {

    /** Returns how many random lives of a stream are tried. */
    int streamSchedules();

    private StreamBuilder<Integer> stream() {
        return cache().stream(Integer.class).key("s:{id}").ttl("10m").chunkSize(3);
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static <T> List<T> play(CacheStream<T> stream, List<T> elements) {
        return answer(playing(stream, "s:a", new SteppedSource<>(elements)));
    }

    /** Runs a source to its end. */
    private static <T> CompletionStage<List<T>> playing(CacheStream<T> stream, String key, SteppedSource<T> source) {
        CompletionStage<List<T>> collected = collected(stream.getAt(key, () -> source), Integer.MAX_VALUE);
        StreamSchedule.await(
                "end of a run", () -> collected.toCompletableFuture().isDone(), source::run);
        return collected;
    }

    private static <T> Flow.Publisher<T> stored(CacheStream<T> stream) {
        return stream.getAt("s:a", () -> {
            throw new AssertionError("the stream is stored");
        });
    }

    /** Deletes the chunk of a number behind the back of the cache. */
    private void lose(int chunk, String key) {
        List<String> keys = elements(backend().scan(KeyPattern.of("\0stream-*-" + chunk + "\0" + key), 10));
        assertThat(keys).hasSize(1);
        answer(backend().delete(keys));
    }

    @Test
    @DisplayName("a stream is replayed whole, whatever its length")
    default void replaysStream() {
        for (int length : new int[] {0, 1, 2, 3, 4, 6, 300}) {
            CacheStream<Integer> stream = stream().build();
            assertThat(play(stream, upTo(length))).isEqualTo(upTo(length));
            assertThat(elements(stored(stream))).isEqualTo(upTo(length));
            answer(cache().delete("s:a"));
        }
    }

    @Test
    @DisplayName("a stream may hold zero, false and the empty text (DEFECT-46)")
    default void falsyElements() {
        CacheStream<Boolean> flags = cache().stream(Boolean.class).ttl("1m").build();
        assertThat(play(flags, List.of(false, true, false))).containsExactly(false, true, false);
        assertThat(elements(stored(flags))).containsExactly(false, true, false);
        answer(cache().delete("s:a"));
        CacheStream<String> texts = cache().stream(String.class).ttl("1m").build();
        assertThat(play(texts, List.of("", "a", ""))).containsExactly("", "a", "");
        assertThat(elements(stored(texts))).containsExactly("", "a", "");
    }

    @Test
    @DisplayName("a stream expires by its ttl")
    default void streamExpires() {
        CacheStream<Integer> stream = stream().build();
        play(stream, upTo(7));
        pass("9m");
        assertThat(elements(stored(stream))).isEqualTo(upTo(7));
        pass("2m");
        assertThat(play(stream, upTo(2))).isEqualTo(upTo(2));
    }

    @Test
    @DisplayName("a stream of which a chunk is lost is run anew, never replayed short")
    default void chunkLostBefore() {
        CacheStream<Integer> stream = stream().build();
        for (int chunk = 0; chunk < 3; chunk++) {
            String key = "s:" + chunk;
            answer(playing(stream, key, new SteppedSource<>(upTo(8))));
            lose(chunk, key);
            List<Integer> anew = answer(playing(stream, key, new SteppedSource<>(upTo(9))));
            assertThat(anew).isEqualTo(upTo(9));
        }
    }

    @Test
    @DisplayName("a replay that loses a chunk fails, or goes on from a source that brings the same again")
    default void chunkLostMeanwhile() {
        CacheStream<Integer> stream = stream().build();
        play(stream, upTo(12));
        StreamReader<Integer> reader = opened(stream);
        lose(3, "s:a");
        reader.request(Long.MAX_VALUE);
        StreamSchedule.await("end of the reader", () -> reader.ends() > 0, () -> {});
        assertThat(reader.elements()).isEqualTo(upTo(9));
        assertThat(reader.failure()).isInstanceOf(StreamInterruptedException.class);

        CacheStream<Integer> repeatable = stream().repeatable().build();
        play(repeatable, upTo(12));
        SteppedSource<Integer> source = new SteppedSource<>(upTo(12));
        StreamReader<Integer> resuming = StreamReader.of(repeatable.getAt("s:a", () -> source), 1);
        StreamSchedule.await("first element", () -> !resuming.elements().isEmpty(), () -> {});
        lose(3, "s:a");
        resuming.request(Long.MAX_VALUE);
        StreamSchedule.await("end of the reader", () -> resuming.ends() > 0, source::run);
        assertThat(resuming.elements()).isEqualTo(upTo(12));
        assertThat(resuming.failure()).isNull();
    }

    private StreamReader<Integer> opened(CacheStream<Integer> stream) {
        StreamReader<Integer> reader = StreamReader.of(stored(stream), 1);
        StreamSchedule.await("first element", () -> !reader.elements().isEmpty(), () -> {});
        return reader;
    }

    @Test
    @DisplayName("a stream whose key or tag is deleted while it is run is not stored, and is passed on whole")
    default void deletedDuringRun() {
        for (boolean byTag : new boolean[] {false, true}) {
            CacheStream<Integer> stream = stream().tags("t").build();
            SteppedSource<Integer> source = new SteppedSource<>(upTo(8));
            StreamReader<Integer> reader = StreamReader.of(stream.getAt("s:a", () -> source), 4);
            StreamSchedule.await("first elements", () -> reader.elements().size() == 4, source::run);
            if (byTag) {
                answer(cache().deleteTags("t"));
            } else {
                answer(cache().delete("s:a"));
            }
            reader.request(Long.MAX_VALUE);
            StreamSchedule.await("end of the reader", () -> reader.ends() > 0, source::run);
            assertThat(reader.elements()).isEqualTo(upTo(8));
            assertThat(answer(cache().exists("s:a"))).isFalse();
        }
    }

    @Test
    @DisplayName("a stream is gone when its tag is deleted")
    default void tagOfStream() {
        CacheStream<Integer> stream = stream().tags("t").build();
        play(stream, upTo(8));
        assertThat(elements(stored(stream))).isEqualTo(upTo(8));
        answer(cache().deleteTags("t"));
        assertThat(play(stream, upTo(3))).isEqualTo(upTo(3));
    }

    @Test
    @DisplayName("a failure that is stored follows the elements in every replay")
    default void storedFailure() {
        CacheStream<Integer> stream = stream()
                .condition(Condition.<Long>values().or(Condition.failures(IllegalStateException.class)))
                .build();
        SteppedSource<Integer> failing = new SteppedSource<>(upTo(5));
        StreamReader<Integer> failed = StreamReader.of(stream.getAt("s:a", () -> failing), 4);
        StreamSchedule.await("elements", () -> failed.elements().size() == 4, failing::step);
        failing.fail(new IllegalStateException("broken"));
        StreamSchedule.await("end of the reader", () -> failed.ends() > 0, () -> {});
        StreamReader<Integer> again = StreamReader.of(stored(stream), Long.MAX_VALUE);
        StreamSchedule.await("end of the replay", () -> again.ends() > 0, () -> {});
        assertThat(again.elements()).isEqualTo(upTo(4));
        assertThat(again.failure()).hasMessageContaining("broken");
    }

    @Test
    @DisplayName("readers that join, leave and fail at random get exactly the elements of their stream")
    default void streamSchedulesHold() {
        Random random = new Random(46);
        for (int number = 0; number < streamSchedules(); number++) {
            new StreamSchedule(cache(), number, random).run();
        }
    }
}
