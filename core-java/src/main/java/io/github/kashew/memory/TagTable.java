package io.github.kashew.memory;

import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.TagStorage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;

/** The tag generations of one memory backend. */
final class TagTable implements TagStorage {

    private final ConcurrentHashMap<String, Generation> tags = new ConcurrentHashMap<>();
    private final CacheClock clock;

    TagTable(CacheClock clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<long[]> generations(List<String> names) {
        return CompletableFuture.completedFuture(read(names));
    }

    /** Goes by the coarse clock: a tag outlives its entries by far. */
    @Override
    public long generationNow(String name) {
        Generation generation = tags.get(name);
        return generation == null || clock.isPast(generation.expiresAt) ? NO_GENERATION : generation.number;
    }

    long[] read(List<String> names) {
        long now = clock.nanos();
        return numbers(names, name -> {
            Generation generation = tags.get(name);
            return generation == null || now >= generation.expiresAt ? NO_GENERATION : generation.number;
        });
    }

    @Override
    public CompletionStage<long[]> createGenerations(List<String> names, long ttlNanos) {
        long now = clock.nanos();
        long deadline = CacheClock.saturatedSum(now, ttlNanos);
        return CompletableFuture.completedFuture(numbers(
                names,
                name -> tags.compute(
                                name,
                                (key, before) -> before == null || now >= before.expiresAt
                                        ? new Generation(newNumber(), deadline)
                                        : before.until(deadline))
                        .number));
    }

    @Override
    public CompletionStage<Void> endGenerations(List<String> names) {
        names.forEach(tags::remove);
        return CompletableFuture.completedFuture(null);
    }

    /** Gives a tag a generation, or none. */
    void begin(String name, long generation, long ttlNanos) {
        if (generation == NO_GENERATION) {
            tags.remove(name);
        } else {
            tags.put(name, new Generation(generation, CacheClock.saturatedSum(clock.nanos(), ttlNanos)));
        }
    }

    /** Forgets tags that have expired. */
    void sweep() {
        long now = clock.nanos();
        tags.values().removeIf(generation -> now >= generation.expiresAt);
    }

    private static long newNumber() {
        long number = ThreadLocalRandom.current().nextLong();
        return number == NO_GENERATION ? 1 : number;
    }

    private static long[] numbers(List<String> names, ToLongFunction<String> number) {
        return names.stream().mapToLong(number).toArray();
    }

    private record Generation(long number, long expiresAt) {
        Generation until(long deadline) {
            return deadline > expiresAt ? new Generation(number, deadline) : this;
        }
    }
}
