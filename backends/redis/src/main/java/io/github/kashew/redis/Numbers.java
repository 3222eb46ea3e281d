package io.github.kashew.redis;

import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.CounterStorage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counters, bits and sliding windows. */
final class Numbers implements CounterStorage {

    private static final byte[] NO_CHANGE = {};

    private final Topology topology;
    private final Keys keys;

    Numbers(Topology topology, Keys keys) {
        this.topology = topology;
        this.keys = keys;
    }

    @Override
    public CompletionStage<Long> increment(String key, long by, long deadline) {
        return this.<byte[]>run(Script.INCREMENT, "a counter", key, Deadlines.number(by), Deadlines.argument(deadline))
                .thenApply(total -> Long.valueOf(RecordFormat.text(total)));
    }

    @Override
    public CompletionStage<long[]> bits(String key, BitFields fields) {
        return fields(key, fields, NO_CHANGE);
    }

    @Override
    public CompletionStage<long[]> incrementBits(String key, BitFields fields, long by) {
        return fields(key, fields, Deadlines.number(by));
    }

    private CompletionStage<long[]> fields(String key, BitFields fields, byte[] by) {
        long[] indexes = fields.indexes();
        byte[][] arguments = new byte[2 + indexes.length][];
        arguments[0] = Deadlines.number(fields.width());
        arguments[1] = by;
        for (int i = 0; i < indexes.length; i++) {
            arguments[2 + i] = Deadlines.number(indexes[i]);
        }
        return this.<List<Object>>run(Script.BITS, "bits", key, arguments).thenApply(parts -> {
            for (int i = 0; i < indexes.length; i++) {
                indexes[i] = (Long) parts.get(2 * i) << 32 | (Long) parts.get(2 * i + 1);
            }
            return indexes;
        });
    }

    @Override
    public CompletionStage<Long> addEvent(String key, long windowNanos, long limit) {
        long micros = windowNanos / 1_000 + (windowNanos % 1_000 == 0 ? 0 : 1);
        return this.<Long>run(
                        Script.ADD_EVENT, "a sliding window", key, Deadlines.number(micros), Deadlines.number(limit))
                .thenApply(count -> count < 0 ? limit + 1 : count);
    }

    private <T> CompletionStage<T> run(Script script, String kind, String key, byte[]... arguments) {
        Place place = Place.of(keys, key);
        return topology.nodeOf(place.slot())
                .<T>run(script, new byte[][] {place.name()}, arguments)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(Failures.ofChange(key, kind, failure)));
    }
}
