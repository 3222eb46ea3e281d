package io.github.kashew.disk;

import io.github.kashew.spi.TagStorage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The tag generations of all shards; each tag is in the shard of its name. Thread-safe. */
final class Generations {

    private final Scatter scatter;

    Generations(Scatter scatter) {
        this.scatter = scatter;
    }

    /** What is done to one tag. */
    private interface TagWork {
        long run(Session session, String tag) throws SQLException;
    }

    CompletionStage<long[]> current(List<String> tags) {
        return numbers(scatter.inOrder(tags, (shard, own) -> shard.read(each(own, TagTable::read))));
    }

    CompletionStage<long[]> create(List<String> tags, long ttlNanos) {
        return numbers(scatter.inOrder(
                tags,
                (shard, own) -> shard.write(each(own, (session, tag) -> TagTable.create(session, tag, ttlNanos)))));
    }

    /** Ends generations, in the shard of the first tag before the others. */
    CompletionStage<long[]> end(List<String> tags) {
        Map<Boolean, List<String>> parts =
                tags.stream().collect(Collectors.partitioningBy(tag -> scatter.of(tag) == scatter.of(tags.get(0))));
        List<String> others = parts.getOrDefault(false, List.of());
        CompletionStage<long[]> first = endTogether(parts.getOrDefault(true, List.of()));
        return others.isEmpty() ? first : first.thenCompose(ended -> endTogether(others));
    }

    private CompletionStage<long[]> endTogether(List<String> tags) {
        return numbers(scatter.inOrder(
                tags,
                (shard, own) -> shard.write(each(own, (session, tag) -> {
                    TagTable.end(session, tag);
                    return TagStorage.NO_GENERATION;
                }))));
    }

    private static Work<List<Long>> each(List<String> tags, TagWork work) {
        return session -> {
            List<Long> answers = new ArrayList<>(tags.size());
            for (String tag : tags) {
                answers.add(work.run(session, tag));
            }
            return answers;
        };
    }

    private static CompletionStage<long[]> numbers(CompletionStage<List<Long>> answers) {
        return answers.thenApply(
                list -> list.stream().mapToLong(Long::longValue).toArray());
    }
}
