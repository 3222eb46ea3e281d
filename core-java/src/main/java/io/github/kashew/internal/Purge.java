package io.github.kashew.internal;

import io.github.kashew.TagGenerations;
import io.github.kashew.async.BatchMappingPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.Stored;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;

/**
 * Removes the records of a backend that a tag has invalidated, each only while it is the one that was looked at.
 *
 * @param tagsIn tells what a record at a key carries
 */
record Purge<S>(Backend<S> backend, TagCheck check, BiFunction<String, Stored<S>, TagGenerations> tagsIn) {

    private static final String EVERYTHING = "*";
    private static final int TOGETHER = 500;

    /** Answers how many were removed, copies that a failover keeps left out. */
    CompletionStage<Long> run() {
        return Stages.then(
                matching(EVERYTHING),
                removed -> Stages.map(matching(InternalKeys.copyOf(EVERYTHING)), copies -> removed));
    }

    private CompletionStage<Long> matching(String pattern) {
        Flow.Publisher<Boolean> removed = new BatchMappingPublisher<>(
                backend.scanRecords(KeyPattern.of(pattern), TOGETHER), TOGETHER, this::removeInvalid);
        return Stages.map(
                Collecting.all(removed),
                each -> each.stream().filter(Boolean::booleanValue).count());
    }

    private CompletionStage<List<Boolean>> removeInvalid(List<KeyedRecord<S>> found) {
        return Stages.then(
                check.select(found, each -> tagsIn.apply(each.key(), each.stored()), false),
                invalid -> Stages.all(invalid.stream().map(this::remove).toList()));
    }

    private CompletionStage<Boolean> remove(KeyedRecord<S> invalid) {
        Check unchanged = new Check.Unchanged(invalid.key(), new Content.Value<>(invalid.stored()));
        return backend.commit(List.of(unchanged), List.of(new Change.Delete<>(invalid.key())));
    }
}
