package io.github.kashew.internal;

import io.github.kashew.TagGenerations;
import io.github.kashew.spi.TagStorage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tags with the generations that were read together with a key, some of which may not exist. Nobody changes them. */
final class TagsRead {

    /** No tags were asked for. */
    static final TagsRead NONE = new TagsRead(List.of());

    private final List<String> tags;
    private final long[] generations;

    TagsRead(List<String> tags, long... generations) {
        this.tags = tags;
        this.generations = generations;
    }

    /** Returns the generations of {@code wanted}, or null if one of them was not asked for. */
    long @Nullable [] generationsOf(List<String> wanted) {
        if (wanted.equals(tags)) {
            return generations;
        }
        long[] found = new long[wanted.size()];
        for (int i = 0; i < found.length; i++) {
            int place = tags.indexOf(wanted.get(i));
            if (place < 0) {
                return null;
            }
            found[i] = generations[place];
        }
        return found;
    }

    /** Returns what an entry that is loaded now may carry, none if a tag does not exist; null if nothing was asked for. */
    @Nullable
    TagGenerations captured() {
        if (tags.isEmpty()) {
            return null;
        }
        return Arrays.stream(generations).anyMatch(each -> each == TagStorage.NO_GENERATION)
                ? TagGenerations.NONE
                : TagGenerations.of(tags, generations);
    }
}
