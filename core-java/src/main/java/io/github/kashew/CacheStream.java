package io.github.kashew;

import io.github.kashew.key.Args;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A compiled way to cache one kind of stream, element by element.
 *
 * <p>While a source is read, its elements pass on at once and are stored in chunks. What was stored is found only when
 * the source has completed: readers see the whole stream or none of it. A source that fails, and one whose last
 * subscriber leaves, is not cached; what was stored of it is deleted.
 *
 * <p>Subscribers of one key and type at the same time share one run of the source, whoever's it is. Each gets all
 * elements in order, at its own pace: the fastest asks the source for more, and who is slower, or came later, reads what
 * was stored. Leaving touches nobody else; the last one to leave cancels the source. Where nothing can be stored any
 * more, since the stream is too long or the store refuses, the slowest sets the pace. Thread-safe; made to be kept.
 *
 * @param <T> the type of the elements
 */
public interface CacheStream<T> {

    /** Binds the values of one call, in the order in which the template names them. */
    default Args args(@Nullable Object... values) {
        return Args.of(values);
    }

    /**
     * Returns the stream of a call: the stored one, or else what {@code source} publishes. Each subscription looks anew.
     *
     * <p>Subscribers fail as the source failed; with {@link io.github.kashew.error.StreamInterruptedException} if a part
     * of a stored stream was lost after it had been opened.
     *
     * @throws io.github.kashew.error.InvalidKeyException if a value has no key form or a context value is missing
     * @throws IllegalStateException if there is no template
     */
    Flow.Publisher<T> get(Args args, Supplier<? extends Flow.Publisher<T>> source);

    /** As {@link #get}, under a key that the caller gives. */
    Flow.Publisher<T> getAt(String key, Supplier<? extends Flow.Publisher<T>> source);

    /**
     * Deletes the stream of a call, and answers whether there was one.
     *
     * <p>Who subscribes from now on runs the source anew. Replays that have begun go on, and a source that is being read
     * is passed on to those who have subscribed, but not cached.
     */
    CompletionStage<Boolean> invalidate(Args args);

    /**
     * Returns the key of a call, with the context values of this thread.
     *
     * @throws io.github.kashew.error.InvalidKeyException if a value has no key form or a context value is missing
     * @throws IllegalStateException if there is no template
     */
    String key(Args args);
}
