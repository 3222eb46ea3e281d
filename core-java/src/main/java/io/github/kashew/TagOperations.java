package io.github.kashew;

import io.github.kashew.async.Stages;
import io.github.kashew.key.KeyRules;
import io.github.kashew.spi.WriteCondition;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Marking entries with tags, and invalidating all entries of a tag at once.
 *
 * <p>A tag has a generation, a random number that lives in the store of the entries. An entry remembers the generation of
 * each of its tags and is missing unless all are current, so that deleting a tag is one write a route, however many entries
 * carry it.
 */
public interface TagOperations extends Operations {

    /**
     * Invalidates every entry that carries one of {@code tags}, in all routes at once.
     *
     * <p>A load in flight is not stored as valid, and who asks from now on loads anew. Fails if one of the routes does; the
     * others have done it then.
     *
     * @throws io.github.kashew.error.InvalidKeyException if a tag is malformed
     */
    default CompletionStage<@Nullable Void> deleteTags(String... tags) {
        return deleteTags(Arrays.asList(tags));
    }

    /** As {@link #deleteTags(String...)}. */
    default CompletionStage<@Nullable Void> deleteTags(Collection<String> tags) {
        return commands().deleteTags(new TagCommand.DeleteTags(List.copyOf(tags)));
    }

    /** Answers the tags of what {@code key} holds; none where there is no entry, or an invalidated one. */
    default CompletionStage<List<String>> tagsOf(String key) {
        KeyRules.check(key);
        return commands().tagsOf(new TagCommand.TagsOf(key));
    }

    /**
     * Stores {@code value} for {@code ttl} with tags, whatever the key held.
     *
     * @throws NullPointerException if {@code value} is null; the method that takes a type stores null, too
     * @throws io.github.kashew.error.InvalidKeyException if a tag is malformed, or there are more than
     *     {@link TagCommand#MOST_TAGS}
     */
    @SuppressWarnings("unchecked") // the class of a value is a class of its type
    default CompletionStage<Boolean> set(String key, Object value, Ttl ttl, Collection<String> tags) {
        return set(key, value, TypeRef.of((Class<Object>) value.getClass()), ttl, tags);
    }

    /** As {@link #set(String, Object, Ttl, Collection)}, of a value of {@code type}, which may be null. */
    default <V extends @Nullable Object> CompletionStage<Boolean> set(
            String key, V value, TypeRef<V> type, Ttl ttl, Collection<String> tags) {
        KeyRules.check(key);
        long now = now(key);
        Entry<V> entry = Entry.ofValue(value, now, ttl.deadlineAfter(now));
        long lifetime = TagGenerations.lifetimeFor(entry.expiresAt(), now);
        CacheContext context =
                CacheContext.current(); // the write belongs to it as well, from whatever thread it is sent
        return Stages.then(
                commands().captureTags(new TagCommand.CaptureTags(key, List.copyOf(tags), lifetime, false)),
                captured -> {
                    if (captured == null) {
                        return Stages.done(false);
                    }
                    try (CacheContext.Scope scope = context.open()) {
                        return commands()
                                .set(new ValueCommand.Set<>(key, entry.tagged(captured), type, WriteCondition.ALWAYS));
                    }
                });
    }
}
