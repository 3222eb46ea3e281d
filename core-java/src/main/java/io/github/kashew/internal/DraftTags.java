package io.github.kashew.internal;

import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.TagStorage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The generations of tags in one transaction: those of the store, but for tags that were deleted here.
 *
 * <p>A tag that does not exist is created in the store at once, which nobody can notice.
 */
final class DraftTags<S> {

    private final Backend<S> base;
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, Change.Generation<S>> ended = new LinkedHashMap<>();

    DraftTags(Backend<S> base) {
        this.base = base;
    }

    CompletionStage<long[]> current(List<String> tags) {
        return merged(tags, base.generations(tags));
    }

    CompletionStage<long[]> create(List<String> tags, long ttlNanos) {
        synchronized (this) {
            tags.forEach(tag -> ended.computeIfPresent(tag, (same, before) -> begun(before, ttlNanos)));
        }
        List<String> others;
        synchronized (this) {
            others = tags.stream().filter(tag -> !ended.containsKey(tag)).toList();
        }
        return Stages.map(base.createGenerations(others, ttlNanos), created -> merged(tags, others, created));
    }

    private Change.Generation<S> begun(Change.Generation<S> before, long ttlNanos) {
        long number = before.generation() == TagStorage.NO_GENERATION
                ? Math.max(1, ThreadLocalRandom.current().nextLong(Long.MAX_VALUE))
                : before.generation();
        return new Change.Generation<>(before.key(), number, Math.max(before.ttlNanos(), ttlNanos));
    }

    private CompletionStage<long[]> merged(List<String> tags, CompletionStage<long[]> asked) {
        return Stages.map(asked, found -> merged(tags, tags, found));
    }

    private synchronized long[] merged(List<String> tags, List<String> asked, long... found) {
        Map<String, Long> known = new HashMap<>();
        for (int i = 0; i < found.length; i++) {
            known.put(asked.get(i), found[i]);
        }
        long[] answer = new long[tags.size()];
        for (int i = 0; i < answer.length; i++) {
            String tag = tags.get(i);
            Change.@Nullable Generation<S> own = ended.get(tag);
            answer[i] = own != null ? own.generation() : known.getOrDefault(tag, TagStorage.NO_GENERATION);
            if (own == null) {
                seen.putIfAbsent(tag, answer[i]);
            }
        }
        return answer;
    }

    synchronized void end(List<String> tags) {
        tags.forEach(tag -> ended.put(tag, new Change.Generation<>(tag, TagStorage.NO_GENERATION, 0)));
    }

    /** Returns the tags that were deleted here. */
    synchronized List<String> ended() {
        return List.copyOf(ended.keySet());
    }

    synchronized void addTo(List<Check> checks, List<Change<S>> changes) {
        seen.forEach((tag, generation) -> {
            if (generation != TagStorage.NO_GENERATION) {
                checks.add(new Check.SameGeneration(tag, generation));
            }
        });
        changes.addAll(ended.values());
    }
}
