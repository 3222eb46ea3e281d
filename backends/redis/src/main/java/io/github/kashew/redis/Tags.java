package io.github.kashew.redis;

import io.github.kashew.spi.TagStorage;
import io.lettuce.core.KeyValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The generations of tags, a key each. A tag whose key is gone has none. */
final class Tags implements TagStorage {

    private final Topology topology;
    private final Trackings trackings;
    private final Keys keys;

    Tags(Topology topology, Trackings trackings, Keys keys) {
        this.topology = topology;
        this.trackings = trackings;
        this.keys = keys;
    }

    @Override
    public CompletionStage<long[]> generations(List<String> tags) {
        return numbers(
                tags,
                names -> trackings
                        .<List<KeyValue<byte[], byte[]>>>read(Keys.slot(names[0]), commands -> commands.mget(names))
                        .thenApply(found -> found.stream()
                                .map(each -> generation(each.hasValue() ? each.getValue() : null))
                                .toList()));
    }

    @Override
    public CompletionStage<long[]> createGenerations(List<String> tags, long ttlNanos) {
        return numbers(tags, names -> {
            byte[][] arguments = new byte[names.length + 1][];
            arguments[0] = Deadlines.ttl(ttlNanos);
            for (int i = 1; i < arguments.length; i++) {
                arguments[i] = Deadlines.number(newGeneration());
            }
            return topology.nodeOf(Keys.slot(names[0]))
                    .<List<Object>>run(Script.CREATE_GENERATIONS, names, arguments)
                    .thenApply(created -> created.stream()
                            .map(each -> generation((byte[]) each))
                            .toList());
        });
    }

    @Override
    public CompletionStage<Void> endGenerations(List<String> tags) {
        List<List<String>> groups = List.copyOf(grouped(tags).values());
        if (groups.isEmpty()) {
            return Joined.done(List.of());
        }
        CompletionStage<Long> first = unlink(groups.get(0));
        return groups.size() == 1
                ? Joined.done(List.of(first))
                : first.thenCompose(done ->
                        Joined.done(groups.stream().skip(1).map(this::unlink).toList()));
    }

    private CompletionStage<Long> unlink(List<String> names) {
        return nodeOf(names).send(commands -> commands.unlink(bytes(names)));
    }

    private CompletionStage<long[]> numbers(
            List<String> tags, Function<byte[][], CompletionStage<List<Long>>> command) {
        Collection<List<String>> groups = grouped(tags).values();
        List<CompletionStage<List<Long>>> asked = new ArrayList<>();
        groups.forEach(names -> asked.add(command.apply(bytes(names))));
        return Joined.all(asked).thenApply(answers -> {
            Map<String, Long> found = new LinkedHashMap<>();
            int group = 0;
            for (List<String> names : groups) {
                List<Long> numbers = answers.get(group++);
                for (int i = 0; i < names.size(); i++) {
                    found.put(names.get(i), numbers.get(i));
                }
            }
            return tags.stream().mapToLong(found::get).toArray();
        });
    }

    private Map<Integer, List<String>> grouped(List<String> tags) {
        Map<Integer, List<String>> groups = new LinkedHashMap<>();
        tags.stream()
                .distinct()
                .forEach(tag -> groups.computeIfAbsent(
                                topology.groupOf(Keys.slot(keys.tag(tag))), group -> new ArrayList<>())
                        .add(tag));
        return groups;
    }

    private Node nodeOf(List<String> names) {
        return topology.nodeOf(Keys.slot(keys.tag(names.get(0))));
    }

    private byte[][] bytes(List<String> names) {
        return names.stream().map(keys::tag).toArray(byte[][]::new);
    }

    private static long newGeneration() {
        long number = ThreadLocalRandom.current().nextLong();
        return number == NO_GENERATION ? 1 : number;
    }

    /** Returns the generation in the value of a tag's key, which is null if there is no tag. */
    static long generation(byte @Nullable [] value) {
        Long number = RecordFormat.counter(value);
        return number == null ? NO_GENERATION : number;
    }
}
