package io.github.kashew;

import io.github.kashew.key.Args;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Two Bloom filters that learn the answers to a question, one those that are yes, one those that are no, and answer
 * without loading what exactly one of them may contain.
 *
 * <p>What was learned is answered rightly, or loaded again where the other filter takes it for its own. What was never
 * learned may be answered wrongly: a question whose answer is no, with the rate of false positives that the filter of yes
 * has by now, and the other way round. Such an answer stays wrong, because it is not loaded. Use it where that is
 * permitted, and a {@link BloomFilter} where it is not.
 *
 * <p>Both are kept under one key of the store, see {@link BloomFilter}. While the store cannot be asked, every question is
 * loaded. An answer that changes is not unlearned. It is a {@link Strategy} as well, for plans of {@code Boolean}.
 *
 * <p>Made by {@link Cache#dualBloomFilter}; immutable and thread-safe.
 */
public interface DualBloomFilter extends Strategy {

    /** Binds the values of a question, in the order in which the template names them. */
    default Args args(@Nullable Object... values) {
        return Args.of(values);
    }

    /**
     * Answers what exactly one filter may contain, and else what {@code loader} says, which is learned unless both contain
     * it.
     *
     * <p>Callers at the same time share a load. A failure of the loader reaches them as it was thrown and is not learned; an
     * answer that the store does not take is answered all the same.
     */
    CompletionStage<Boolean> guard(Args question, Loader<Boolean> loader);

    /**
     * Returns the same filters, but what shares a bit with something that was learned is not learned.
     *
     * <p>A filter then fills ever more slowly beyond its capacity, where it would come to take everything for its own; what
     * is not learned is loaded each time.
     */
    DualBloomFilter withoutCollisions();
}
