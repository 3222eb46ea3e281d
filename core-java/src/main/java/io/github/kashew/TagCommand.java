package io.github.kashew;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import io.github.kashew.key.KeyRules;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Commands on tags. A tag is no key: {@link #mapKeys} leaves it as it is. */
public sealed interface TagCommand<R extends @Nullable Object> extends Command<R> {

    /** The greatest number of tags of one entry. */
    int MOST_TAGS = 16;

    /**
     * Checks tags that one entry is to carry.
     *
     * @throws InvalidKeyException if a tag is malformed, or there are more than {@link #MOST_TAGS}
     */
    static void check(Collection<String> tags) {
        int number = checked(List.copyOf(tags)).size();
        if (number > MOST_TAGS) {
            throw new InvalidKeyException("an entry carries at most " + MOST_TAGS + " tags, was given " + number);
        }
    }

    private static List<String> checked(List<String> tags) {
        for (String tag : tags) {
            if (tag.isEmpty()) {
                throw new InvalidKeyException("a tag must not be empty");
            }
            KeyRules.checkStrict(tag);
        }
        return tags.stream().distinct().toList();
    }

    /**
     * Answers the generations that an entry of {@code key} is to carry, creating those that do not exist.
     *
     * @param ttlNanos how long the tags live at least from now on
     * @param forLoad whether trouble of the store is not trouble of the caller: where the route suppresses it, null is
     *     answered, and what is loaded must not be stored
     * @param anyDeletion whether one more is answered, read after them and last: of an internal tag that each deletion of
     *     tags ends, for a load whose tags are not known before its value
     */
    record CaptureTags(String key, List<String> tags, long ttlNanos, boolean forLoad, boolean anyDeletion)
            implements TagCommand<@Nullable TagGenerations> {
        /**
         * Copies, each tag once.
         *
         * @throws InvalidKeyException if a tag is malformed, or there are more than {@link #MOST_TAGS}
         */
        public CaptureTags {
            tags = checked(tags);
            if (tags.size() > MOST_TAGS) {
                throw new InvalidKeyException("an entry carries at most " + MOST_TAGS + " tags, " + Printable.text(key)
                        + " was given " + tags.size());
            }
        }

        /** Makes a command for tags that are all known. */
        public CaptureTags(String key, List<String> tags, long ttlNanos, boolean forLoad) {
            this(key, tags, ttlNanos, forLoad, false);
        }

        @Override
        public CommandKind kind() {
            return CommandKind.CAPTURE_TAGS;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public CaptureTags mapKeys(UnaryOperator<String> mapping) {
            return new CaptureTags(mapping.apply(key), tags, ttlNanos, forLoad, anyDeletion);
        }

        @Override
        public CompletionStage<@Nullable TagGenerations> dispatch(Commands target) {
            return target.captureTags(this);
        }
    }

    /** Answers the tags of the entry at a key, none where there is no entry that is valid. */
    record TagsOf(String key) implements TagCommand<List<String>> {
        @Override
        public CommandKind kind() {
            return CommandKind.TAGS_OF;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public TagsOf mapKeys(UnaryOperator<String> mapping) {
            return new TagsOf(mapping.apply(key));
        }

        @Override
        public CompletionStage<List<String>> dispatch(Commands target) {
            return target.tagsOf(this);
        }
    }

    /** Invalidates every entry that carries one of the tags, in every route. */
    record DeleteTags(List<String> tags) implements TagCommand<@Nullable Void> {
        /**
         * Copies, each tag once.
         *
         * @throws InvalidKeyException if a tag is malformed
         */
        public DeleteTags {
            tags = checked(tags);
        }

        @Override
        public CommandKind kind() {
            return CommandKind.DELETE_TAGS;
        }

        @Override
        public List<String> keys() {
            return List.of();
        }

        @Override
        public DeleteTags mapKeys(UnaryOperator<String> mapping) {
            return this;
        }

        @Override
        public CompletionStage<@Nullable Void> dispatch(Commands target) {
            return target.deleteTags(this);
        }
    }
}
