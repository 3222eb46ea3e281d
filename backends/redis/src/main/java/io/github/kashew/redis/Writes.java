package io.github.kashew.redis;

import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import io.lettuce.core.SetArgs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Writes and deletes.
 *
 * <p>An unconditional write replaces the epoch in the same flush and before it writes. Nobody who has seen the old epoch
 * can store a load after that, and what lands between the two is overwritten.
 */
final class Writes {

    /** How many keys one script deletes, so that it does not keep the server for long. */
    private static final int MOST_DELETED = 500;

    private static final int MOST_WRITTEN = 1_000;

    private final Topology topology;
    private final Keys keys;

    Writes(Topology topology, Keys keys) {
        this.topology = topology;
        this.keys = keys;
    }

    CompletionStage<Boolean> write(String key, Stored<byte[]> stored, WriteCondition condition) {
        Place place = Place.of(keys, key);
        Node node = topology.nodeOf(place.slot());
        byte[] value = RecordFormat.encoded(stored);
        if (condition instanceof WriteCondition.SameWrite same) {
            return isOne(node.run(
                    Script.REPLACE,
                    new byte[][] {place.name()},
                    RecordFormat.head(same.writeId()),
                    Deadlines.number(same.writeId()),
                    value,
                    Deadlines.argument(stored.expiresAt())));
        }
        if (condition instanceof WriteCondition.SameEpoch same) {
            return isOne(node.run(
                    Script.FILL,
                    new byte[][] {place.name(), keys.epoch(place.slot())},
                    Epochs.text(same.epoch()),
                    value,
                    Deadlines.argument(stored.expiresAt())));
        }
        SetArgs set = Deadlines.in(new SetArgs(), stored.expiresAt());
        if (condition instanceof WriteCondition.Always) {
            return node.send(commands -> commands.set(keys.epoch(place.slot()), Epochs.random())
                            .thenCombine(commands.set(place.name(), value, set), (raised, written) -> written))
                    .thenApply(written -> true);
        }
        SetArgs limited = condition instanceof WriteCondition.IfAbsent ? set.nx() : set.xx();
        return node.<String>send(commands -> commands.set(place.name(), value, limited))
                .thenApply("OK"::equals);
    }

    CompletionStage<Void> writeAll(Map<String, ? extends Stored<byte[]>> records) {
        List<CompletionStage<?>> written = new ArrayList<>();
        for (List<Place> group : Place.grouped(records.keySet(), keys, topology, MOST_WRITTEN)) {
            written.add(topology.nodeOf(group.get(0).slot()).send(commands -> {
                List<CompletionStage<String>> sent = new ArrayList<>();
                group.stream()
                        .map(Place::slot)
                        .distinct()
                        .forEach(slot -> sent.add(commands.set(keys.epoch(slot), Epochs.random())));
                for (Place place : group) {
                    Stored<byte[]> stored = Objects.requireNonNull(records.get(place.key()), place.key());
                    sent.add(commands.set(
                            place.name(),
                            RecordFormat.encoded(stored),
                            Deadlines.in(new SetArgs(), stored.expiresAt())));
                }
                return Joined.all(sent);
            }));
        }
        return Joined.done(written);
    }

    CompletionStage<Long> delete(Collection<String> names) {
        List<CompletionStage<Long>> deleted = new ArrayList<>();
        for (List<Place> group : Place.grouped(names, keys, topology, MOST_DELETED)) {
            byte[][] places = new byte[2 * group.size()][];
            for (int i = 0; i < group.size(); i++) {
                places[2 * i] = group.get(i).name();
                places[2 * i + 1] = keys.epoch(group.get(i).slot());
            }
            deleted.add(topology.nodeOf(group.get(0).slot()).run(Script.DELETE, places, Epochs.random()));
        }
        return Joined.sum(deleted);
    }

    CompletionStage<Boolean> expire(String key, long deadline) {
        Place place = Place.of(keys, key);
        return isOne(topology.nodeOf(place.slot())
                .run(
                        Script.EXPIRE,
                        new byte[][] {place.name(), keys.epoch(place.slot())},
                        Deadlines.argument(deadline),
                        RecordFormat.deadline(deadline),
                        Deadlines.number(RecordFormat.deadlineAt()),
                        Epochs.random()));
    }

    private static CompletionStage<Boolean> isOne(CompletionStage<Long> answer) {
        return answer.thenApply(number -> number == 1);
    }
}
