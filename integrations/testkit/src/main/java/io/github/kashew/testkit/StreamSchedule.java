package io.github.kashew.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheStream;
import io.github.kashew.StreamBuilder;
import io.github.kashew.error.StreamInterruptedException;
import io.github.kashew.key.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * One random life of a stream: readers join and leave, sources publish and fail, the key and its tag are deleted.
 *
 * <p>Whoever completes has exactly the elements of the source, in order; everybody else has the first of them.
 */
final class StreamSchedule {

    private static final int STEPS = 60;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final String FAILURE = "random failure";

    private final Cache cache;
    private final Random random;
    private final CacheStream<Integer> stream;
    private final Args key;
    private final List<Integer> elements;
    private final Flow.Publisher<Integer> publisher;
    private final List<SteppedSource<Integer>> sources = new CopyOnWriteArrayList<>();
    private final List<StreamReader<Integer>> readers = new ArrayList<>();
    private final List<StreamReader<Integer>> gone = new ArrayList<>();

    StreamSchedule(Cache cache, int number, Random random) {
        this.cache = cache;
        this.random = random;
        this.elements = IntStream.range(0, random.nextInt(25)).boxed().toList();
        this.key = Args.of(number);
        StreamBuilder<Integer> builder = cache.stream(Integer.class)
                .key("schedule:{number}")
                .ttl("10m")
                .tags("schedule:{number}")
                .chunkSize(1 + random.nextInt(5));
        this.stream = (random.nextInt(4) == 0 ? builder.maxElements(random.nextInt(20)) : builder).build();
        this.publisher = stream.get(key, () -> {
            SteppedSource<Integer> source = new SteppedSource<>(elements);
            sources.add(source);
            return source;
        });
    }

    void run() {
        for (int step = 0; step < STEPS; step++) {
            step(random.nextInt(20));
        }
        readers.forEach(reader -> reader.request(Long.MAX_VALUE));
        await("end of every reader", () -> readers.stream().allMatch(reader -> reader.ends() > 0));
        await("end of every source", () -> sources.stream().allMatch(SteppedSource::isOver));
        readers.forEach(this::check);
        gone.forEach(this::checkPart);
    }

    private void step(int choice) {
        if (choice < 2) {
            readers.add(StreamReader.of(publisher, random.nextInt(6)));
        } else if (choice < 8 && !readers.isEmpty()) {
            readers.get(random.nextInt(readers.size())).request(1 + random.nextInt(5));
        } else if (choice == 8 && !readers.isEmpty()) {
            StreamReader<Integer> leaving = readers.remove(random.nextInt(readers.size()));
            leaving.leave();
            gone.add(leaving);
        } else if (choice == 9 && !sources.isEmpty() && random.nextInt(4) == 0) {
            sources.get(sources.size() - 1).fail(new IllegalStateException(FAILURE));
        } else if (choice == 10 && random.nextInt(3) == 0) {
            delete();
        } else if (!sources.isEmpty()) {
            sources.get(random.nextInt(sources.size())).step();
        }
    }

    private void delete() {
        if (random.nextBoolean()) {
            Answers.answer(stream.invalidate(key));
        } else {
            Answers.answer(cache.deleteTags(stream.key(key)));
        }
    }

    private void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> sources.forEach(SteppedSource::run));
    }

    /** Works until something is so. */
    static void await(String what, BooleanSupplier condition, Runnable work) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            work.run();
            assertThat(System.nanoTime() - begin).as("waiting for the %s", what).isLessThan(PATIENCE);
            Thread.onSpinWait();
        }
    }

    private void check(StreamReader<Integer> reader) {
        assertThat(reader.ends()).isEqualTo(1);
        checkPart(reader);
        Throwable failure = reader.failure();
        if (failure == null) {
            assertThat(reader.elements()).isEqualTo(elements);
        } else if (!(failure instanceof StreamInterruptedException)) {
            assertThat(failure).hasMessage(FAILURE);
        }
    }

    private void checkPart(StreamReader<Integer> reader) {
        List<Integer> had = List.copyOf(reader.elements());
        assertThat(had).isEqualTo(elements.subList(0, had.size()));
    }
}
