package io.github.kashew;

import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CacheStream} is built of. Immutable.
 *
 * @param type the type of the elements
 * @param template makes the keys; null if callers bring them
 * @param tags the templates of the tags that streams carry
 * @param life how long streams are found
 * @param storing which streams are stored
 * @param sizes how much is stored together, and in all
 * @param lease how long one process at a time may run the source; null if it takes no lease for that
 * @param repeatable whether the source brings the same elements each time
 * @param formats the functions and type formats of the cache, for the tags
 */
public record StreamSpec<T>(
        TypeRef<T> type,
        @Nullable KeyTemplate template,
        List<String> tags,
        Life life,
        Storing<T> storing,
        Sizes<T> sizes,
        @Nullable Ttl lease,
        boolean repeatable,
        KeyFormats formats) {

    /** Copies. */
    public StreamSpec {
        tags = List.copyOf(tags);
    }

    /**
     * How long streams are found, counted from the beginning of the run that brought them.
     *
     * @param longest the longest time
     * @param ttl the time for one run, cut to the longest; its outcome has the number of elements for its value
     * @param refreshAfter the age from which a stream is run anew in the background; null for never
     * @param failover how much longer it is kept for runs that fail before their first element; null if it is not
     */
    public record Life(
            Ttl longest,
            TtlFunction<? super Long> ttl,
            @Nullable Ttl refreshAfter,
            @Nullable Ttl failover) {}

    /**
     * Which streams are stored.
     *
     * @param condition asked at the end; the outcome has the number of elements for its value, or a failure
     * @param elements asked about each element: a stream with one that it refuses is not stored
     */
    public record Storing<T>(Condition<? super Long> condition, Predicate<? super T> elements) {}

    /**
     * How much is stored together, and in all. Bytes are as the weigher says.
     *
     * @param chunk the most elements of a chunk
     * @param chunkBytes the weight at which a chunk is full
     * @param most the length beyond which a stream is passed on and not stored
     * @param mostBytes the weight beyond which it is
     * @param weigher weighs an element, in bytes
     */
    public record Sizes<T>(int chunk, long chunkBytes, long most, long mostBytes, ToLongFunction<? super T> weigher) {}
}
