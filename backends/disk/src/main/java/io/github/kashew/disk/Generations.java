package io.github.kashew.disk;

import io.github.kashew.spi.TagStorage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

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

    CompletionStage<long[]> end(List<String> tags) {
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
