package io.github.kashew.redis;

import io.github.kashew.spi.Absent;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.TaggedSlot;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads records. One command brings a key and the epoch of its slot, and the generations of tags in the same flush.
 *
 * <p>A slot whose epoch does not exist gets one by its first read of an absent key, which takes one flush more.
 */
final class Reads {

    private static final int MOST_KEYS = 500;

    private final Topology topology;
    private final Trackings trackings;
    private final Keys keys;
    private final Tags tags;

    Reads(Topology topology, Trackings trackings, Keys keys, Tags tags) {
        this.topology = topology;
        this.trackings = trackings;
        this.keys = keys;
        this.tags = tags;
    }

    CompletionStage<Slot<byte[]>> read(String key) {
        Place place = Place.of(keys, key);
        return trackings
                .read(place.slot(), commands -> values(commands, List.of(keys.epoch(place.slot()), place.name())))
                .thenCompose(found -> slot(place, found.get(0), found.get(1)));
    }

    CompletionStage<TaggedSlot<byte[]>> read(String key, List<String> names) {
        if (names.isEmpty()) {
            return read(key).thenApply(TaggedSlot::new);
        }
        Place place = Place.of(keys, key);
        List<byte[]> wanted = new ArrayList<>(names.size() + 2);
        names.forEach(name -> wanted.add(keys.tag(name)));
        wanted.add(keys.epoch(place.slot()));
        wanted.add(place.name());
        if (!topology.isOneGroup(wanted)) {
            // the generations first: a tag that ends between the two reads makes the entry look older, never newer
            CompletionStage<long[]> generations = tags.generations(names);
            return read(key).thenCombine(generations, TaggedSlot::new);
        }
        return trackings
                .read(place.slot(), commands -> values(commands, wanted))
                .thenCompose(found -> {
                    long[] generations = found.stream()
                            .limit(names.size())
                            .mapToLong(Tags::generation)
                            .toArray();
                    return slot(place, found.get(names.size()), found.get(names.size() + 1))
                            .thenApply(slot -> new TaggedSlot<>(slot, generations));
                });
    }

    /** Reads what a key holds, of any kind. */
    CompletionStage<Content<byte[]>> content(String key) {
        Place place = Place.of(keys, key);
        return node(place)
                .<List<Object>>run(
                        Script.CONTENT, new byte[][] {place.name(), keys.epoch(place.slot())}, Epochs.random())
                .thenApply(Reads::content);
    }

    @SuppressWarnings("unchecked") // the third part of the answer is a list of bytes
    private static Content<byte[]> content(List<Object> answer) {
        long millis = (Long) answer.get(1);
        long deadline = millis < 0 ? Stored.NEVER : Deadlines.afterMillis(millis);
        List<byte[]> parts = (List<byte[]>) answer.get(2);
        return switch (RecordFormat.text((byte[]) answer.get(0))) {
            case "nothing" -> {
                Long epoch = RecordFormat.counter(parts.get(0));
                yield new Content.Nothing<>(epoch == null ? 0 : epoch);
            }
            case "a value" -> {
                Stored<byte[]> stored = RecordFormat.decoded(parts.get(0));
                yield stored == null ? new Content.Events<>(deadline) : new Content.Value<>(stored);
            }
            case "a counter" -> {
                Long number = RecordFormat.counter(parts.get(0));
                yield number == null ? new Content.Events<>(deadline) : new Content.Total<>(number, deadline);
            }
            case "a set" ->
                new Content.Members<>(
                        parts.stream()
                                .map(part -> new String(part, StandardCharsets.UTF_8))
                                .collect(Collectors.toSet()),
                        deadline);
            case "bits" -> new Content.Fields<>(deadline);
            default -> new Content.Events<>(deadline); // something that no transaction changes
        };
    }

    CompletionStage<List<Slot<byte[]>>> readAll(List<String> names) {
        Map<String, CompletionStage<Slot<byte[]>>> slots = new HashMap<>();
        for (List<Place> group :
                Place.grouped(List.copyOf(new java.util.LinkedHashSet<>(names)), keys, topology, MOST_KEYS)) {
            List<Integer> stripes = group.stream().map(Place::slot).distinct().toList();
            List<byte[]> wanted = Stream.concat(
                            stripes.stream().map(keys::epoch), group.stream().map(Place::name))
                    .toList();
            CompletionStage<List<byte @Nullable []>> found =
                    trackings.read(group.get(0).slot(), commands -> values(commands, wanted));
            for (int i = 0; i < group.size(); i++) {
                Place place = group.get(i);
                int epoch = stripes.indexOf(place.slot());
                int value = stripes.size() + i;
                slots.put(place.key(), found.thenCompose(values -> slot(place, values.get(epoch), values.get(value))));
            }
        }
        return Joined.all(names.stream().map(slots::get).toList());
    }

    /** Reads those of the keys that hold a record or a counter. */
    CompletionStage<List<KeyedRecord<byte[]>>> records(Collection<String> names) {
        List<CompletionStage<List<KeyedRecord<byte[]>>>> groups = new ArrayList<>();
        for (List<Place> group : Place.grouped(names, keys, topology, MOST_KEYS)) {
            groups.add(node(group.get(0))
                    .send(commands ->
                            values(commands, group.stream().map(Place::name).toList()))
                    .thenCompose(values -> Joined.all(IntStream.range(0, group.size())
                            .mapToObj(i -> record(group.get(i), values.get(i)))
                            .toList()))
                    .thenApply(records ->
                            records.stream().flatMap(Collection::stream).toList()));
        }
        return Joined.all(groups)
                .thenApply(lists -> lists.stream().flatMap(Collection::stream).toList());
    }

    private CompletionStage<List<KeyedRecord<byte[]>>> record(Place place, byte @Nullable [] value) {
        CompletionStage<Stored<byte[]>> stored = stored(place, value);
        return stored == null
                ? CompletableFuture.completedFuture(List.of())
                : stored.thenApply(found -> List.of(new KeyedRecord<>(place.key(), found)));
    }

    private CompletionStage<Slot<byte[]>> slot(Place place, byte @Nullable [] epoch, byte @Nullable [] value) {
        Stored<byte[]> record = RecordFormat.decoded(value);
        if (record != null) {
            return CompletableFuture.completedFuture(record);
        }
        CompletionStage<Stored<byte[]>> stored = stored(place, value);
        if (stored != null) {
            return stored.thenApply(found -> found);
        }
        return epoch == null ? newEpoch(place) : CompletableFuture.completedFuture(absent(epoch));
    }

    private @Nullable CompletionStage<Stored<byte[]>> stored(Place place, byte @Nullable [] value) {
        Stored<byte[]> record = RecordFormat.decoded(value);
        if (record != null) {
            return CompletableFuture.completedFuture(record);
        }
        Long number = RecordFormat.counter(value);
        if (number == null || value == null) {
            return null;
        }
        // a counter has no room for its deadline
        return deadline(place).thenApply(deadline -> Stored.of(value, number, deadline));
    }

    /** Answers when a key expires, now if it is gone. */
    private CompletionStage<Long> deadline(Place place) {
        Node node = node(place);
        return node.<Long>run(Script.DEADLINE, new byte[][] {place.name()})
                .thenApply(millis -> switch ((int) Math.max(millis, -3)) {
                    case -1 -> Stored.NEVER;
                    case -2 -> node.time().now();
                    default -> Deadlines.afterMillis(millis);
                });
    }

    private CompletionStage<Slot<byte[]>> newEpoch(Place place) {
        byte[] epoch = keys.epoch(place.slot());
        return trackings
                .read(place.slot(), commands -> {
                    commands.set(epoch, Epochs.random(), SetArgs.Builder.nx());
                    return values(commands, List.of(epoch, place.name()));
                })
                .thenCompose(found -> slot(place, found.get(0), found.get(1)));
    }

    private static Slot<byte[]> absent(byte[] epoch) {
        Long number = RecordFormat.counter(epoch);
        return new Absent<>(number == null ? 0 : number);
    }

    private Node node(Place place) {
        return topology.nodeOf(place.slot());
    }

    private static CompletionStage<List<byte @Nullable []>> values(
            RedisClusterAsyncCommands<byte[], byte[]> commands, List<byte[]> names) {
        CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).addKeys(names);
        return commands.dispatch(CommandType.MGET, new ValueListOutput<>(ByteArrayCodec.INSTANCE), arguments);
    }
}
