package io.github.kashew.internal;

import io.github.kashew.Entry;
import io.github.kashew.TagGenerations;
import io.github.kashew.async.BatchMappingPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.TagStorage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells which entries are invalid because a tag of theirs was deleted. What carries no tags costs nothing. */
record TagCheck(TagStorage storage) {

    /** Tells whether each tag still has its generation. */
    CompletionStage<Boolean> isCurrent(TagGenerations tags) {
        return tags.isEmpty()
                ? Stages.done(true)
                : Stages.map(storage.generations(tags.tags()), current -> tags.areCurrent(current));
    }

    /** Leaves out entries that are invalid; the generations of up to {@code most} of them are read at a time. */
    <V extends @Nullable Object> Flow.Publisher<Map.Entry<String, Entry<V>>> valid(
            Flow.Publisher<Map.Entry<String, Entry<V>>> found, int most) {
        return new BatchMappingPublisher<>(
                found, most, batch -> select(batch, each -> each.getValue().tags(), true));
    }

    /** Answers those of {@code elements} whose tags are all current, or those of which one is not. */
    <T> CompletionStage<List<T>> select(List<T> elements, Function<T, TagGenerations> tagsOf, boolean current) {
        List<TagGenerations> carried = elements.stream().map(tagsOf).toList();
        List<String> tags = carried.stream()
                .map(TagGenerations::tags)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
        if (tags.isEmpty()) {
            return Stages.done(current ? elements : List.of());
        }
        return Stages.map(storage.generations(tags), generations -> {
            Map<String, Long> byTag = new HashMap<>();
            for (int i = 0; i < generations.length; i++) {
                byTag.put(tags.get(i), generations[i]);
            }
            return elements.stream()
                    .filter(each -> areCurrent(tagsOf.apply(each), byTag) == current)
                    .toList();
        });
    }

    private static boolean areCurrent(TagGenerations carried, Map<String, Long> byTag) {
        return carried.areCurrent(carried.tags().stream()
                .mapToLong(tag -> byTag.getOrDefault(tag, TagStorage.NO_GENERATION))
                .toArray());
    }
}
