package io.github.kashew.disk;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is done to several keys at once: one call to each shard that holds some of them. Thread-safe. */
final class ManyKeys {

    private static final int DELETED_TOGETHER = 500;
    private static final long ROW_BYTES = 64;

    private final Scatter scatter;
    private final List<Shard> shards;

    ManyKeys(Scatter scatter, List<Shard> shards) {
        this.scatter = scatter;
        this.shards = shards;
    }

    CompletionStage<List<Slot<byte[]>>> read(List<String> keys) {
        return scatter.inOrder(
                keys,
                (shard, own) -> shard.read(session -> {
                    List<Slot<byte[]>> slots = new ArrayList<>(own.size());
                    for (String key : own) {
                        slots.add(shard.records().read(session, key));
                    }
                    return slots;
                }));
    }

    /** Writes the records of a shard all or not at all; answers how many. */
    CompletionStage<Long> write(Map<String, ? extends Stored<byte[]>> records) {
        List<CompletionStage<Long>> written = new ArrayList<>();
        scatter.grouped(records.keySet(), key -> key)
                .forEach((shard, keys) -> written.add(shard.write(bytes(records, keys), session -> {
                    for (String key : keys) {
                        shard.records().check(key, stored(records, key));
                    }
                    for (String key : keys) {
                        shard.records().write(session, key, stored(records, key), WriteCondition.ALWAYS);
                    }
                    return (long) keys.size();
                })));
        return Scatter.total(written);
    }

    private static long bytes(Map<String, ? extends Stored<byte[]>> records, List<String> keys) {
        return keys.stream()
                .mapToLong(
                        key -> key.length() + ROW_BYTES + stored(records, key).payload().length)
                .sum();
    }

    @SuppressWarnings("NullAway") // the key is one of the map's
    private static Stored<byte[]> stored(Map<String, ? extends Stored<byte[]>> records, String key) {
        return records.get(key);
    }

    CompletionStage<Long> delete(Collection<String> keys) {
        List<CompletionStage<Long>> deleted = new ArrayList<>();
        scatter.grouped(keys, key -> key)
                .forEach((shard, own) -> deleted.add(shard.write(session -> {
                    long count = 0;
                    for (String key : own) {
                        count += shard.entries().delete(session, key) ? 1 : 0;
                    }
                    return count;
                })));
        return Scatter.total(deleted);
    }

    CompletionStage<Long> deleteMatching(KeyPattern pattern) {
        return deleteFrom(new Scan(shards, pattern, DELETED_TOGETHER), PagePublisher.Position.FIRST, 0);
    }

    private CompletionStage<Long> deleteFrom(Scan scan, PagePublisher.@Nullable Position position, long before) {
        if (position == null) {
            return CompletableFuture.completedFuture(before);
        }
        return scan.keys(position)
                .thenCompose(page -> delete(page.elements())
                        .thenCompose(deleted -> deleteFrom(scan, page.next(), before + deleted)));
    }

    CompletionStage<List<Boolean>> exist(List<String> keys) {
        return scatter.inOrder(
                keys,
                (shard, own) -> shard.read(session -> {
                    List<Boolean> exist = new ArrayList<>(own.size());
                    for (String key : own) {
                        exist.add(shard.entries().deadline(session, key) != Backend.MISSING);
                    }
                    return exist;
                }));
    }
}
