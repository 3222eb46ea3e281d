package io.github.kashew.redis;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.Stored;
import io.lettuce.core.cluster.SlotHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** The keys of a backend as a whole, and what is known of each without reading it. Other keys of the server are left alone. */
final class KeySpace {

    private static final int PAGE = 1_000;

    private final Topology topology;
    private final Keys keys;
    private final Reads reads;
    private final Writes writes;

    KeySpace(Topology topology, Keys keys, Reads reads, Writes writes) {
        this.topology = topology;
        this.keys = keys;
        this.reads = reads;
        this.writes = writes;
    }

    CompletionStage<List<Boolean>> exist(List<String> names) {
        return Joined.all(names.stream()
                .map(key -> {
                    Place place = Place.of(keys, key);
                    return topology.nodeOf(place.slot())
                            .send(commands -> commands.exists(place.name()))
                            .thenApply(held -> held == 1);
                })
                .toList());
    }

    CompletionStage<Long> deadline(String key) {
        Place place = Place.of(keys, key);
        return topology.nodeOf(place.slot())
                .<Long>run(Script.DEADLINE, new byte[][] {place.name()})
                .thenApply(millis -> {
                    if (millis < 0) {
                        return millis == -1 ? Stored.NEVER : Backend.MISSING;
                    }
                    return Deadlines.afterMillis(millis);
                });
    }

    CompletionStage<Long> size(String key) {
        Place place = Place.of(keys, key);
        return topology.nodeOf(place.slot())
                .send(commands -> commands.memoryUsage(place.name()))
                .thenApply(bytes -> bytes == null ? 0 : bytes);
    }

    Flow.Publisher<String> keys(KeyPattern pattern, int batchSize) {
        return new PagePublisher<>(() -> Scan.of(topology, keys, pattern, batchSize)::next);
    }

    Flow.Publisher<KeyedRecord<byte[]>> records(KeyPattern pattern, int batchSize) {
        return new PagePublisher<>(() -> {
            Scan scan = Scan.of(topology, keys, pattern, batchSize);
            return () -> scan.next()
                    .thenCompose(page -> page == null
                            ? CompletableFuture.<List<KeyedRecord<byte[]>>>completedFuture(null)
                            : reads.records(page));
        });
    }

    CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        if (pattern.isLiteral()) {
            return writes.delete(List.of(pattern.text()));
        }
        return eachPage(Scan.of(topology, keys, pattern, PAGE), writes::delete, 0);
    }

    CompletionStage<Long> count() {
        return eachPage(
                Scan.ofAll(topology, keys, PAGE), page -> CompletableFuture.completedFuture((long) page.size()), 0);
    }

    /** An epoch that is gone counts as another one, so taking all of them away outdates every load. */
    CompletionStage<Void> clear() {
        return endEpochs(0)
                .thenCompose(done -> eachPage(Scan.ofAll(topology, keys, PAGE), writes::delete, 0))
                .thenAccept(deleted -> {});
    }

    /** Takes the epochs away from a slot on, a page at a time, so that they leave room in the queues of others. */
    private CompletionStage<Void> endEpochs(int first) {
        int end = Math.min(first + PAGE, SlotHash.SLOT_COUNT);
        List<CompletionStage<Long>> ended = new ArrayList<>();
        List<byte[]> group = new ArrayList<>();
        for (int slot = first; slot < end; slot++) {
            group.add(keys.epoch(slot));
            if (slot + 1 == end || topology.groupOf(slot) != topology.groupOf(slot + 1)) {
                byte[][] names = group.toArray(byte[][]::new);
                ended.add(topology.nodeOf(slot).send(commands -> commands.unlink(names)));
                group.clear();
            }
        }
        CompletionStage<Void> page = Joined.done(ended);
        return end == SlotHash.SLOT_COUNT ? page : page.thenCompose(done -> endEpochs(end));
    }

    private static CompletionStage<Long> eachPage(
            Scan scan, Function<Collection<String>, CompletionStage<Long>> action, long before) {
        return scan.next()
                .thenCompose(page -> page == null
                        ? CompletableFuture.completedFuture(before)
                        : action.apply(page).thenCompose(more -> eachPage(scan, action, before + more)));
    }
}
