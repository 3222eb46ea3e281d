package io.github.kashew;

import io.github.kashew.key.Args;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A set that forgets what its members are: of what it does not contain it says so at once, and of all else only that it
 * may contain it. It keeps calls about things that do not exist away from their source.
 *
 * <p>The bits are in the store, so that all processes share them, under a key that patterns do not match and that carries
 * the number of bits, of hash functions, and the version of the hash: filters of another size are other filters. A member
 * is the key that the template makes of the values of a call. Members cannot be taken out, and nothing expires; the set
 * is as durable as the store, and members that it lost are not found, so give a filter a route that does not evict.
 *
 * <p>Once a member was added, it is never said to be missing: while the store cannot be asked, everything may be a
 * member. A filter that is full, or whose bits were set by somebody else, costs loads and is otherwise right.
 *
 * <p>A filter is a {@link Strategy} as well: {@code through(seen, simple("1h"))} answers calls about what it does not
 * contain with null, in a plan of {@code Boolean} with false, and looks nothing up for them. It has to be outside a
 * strategy that stores, which would go on answering that of a member which is added later.
 *
 * <p>Made by {@link Cache#bloomFilter}; immutable and thread-safe. Values without a key form throw
 * {@link io.github.kashew.error.InvalidKeyException}, a wrong number of them {@link IllegalArgumentException}.
 */
public interface BloomFilter extends Strategy {

    /** Binds the values of a member, in the order in which the template names them. */
    default Args args(@Nullable Object... values) {
        return Args.of(values);
    }

    /**
     * Adds a member; the stage is complete when everybody can see it, and fails if the store does.
     *
     * <p>Adding what is there changes nothing.
     */
    CompletionStage<@Nullable Void> add(Args member);

    /** Tells whether this may contain {@code member}; false is certain. Trouble of the store is answered with true. */
    CompletionStage<Boolean> mightContain(Args member);

    /**
     * Answers false if this does not contain {@code member}, and else what {@code loader} says, whose failure reaches the
     * caller as it was thrown.
     *
     * <p>Callers at the same time share a load. If the store could not be asked and the loader says true, the member is
     * added.
     */
    CompletionStage<Boolean> guard(Args member, Loader<Boolean> loader);

    /** Returns the same filter, but {@link #guard} answers true, and loads nothing, where it may contain the member. */
    BloomFilter withoutCheck();

    /** Returns the size that this was made with. */
    BloomSize size();
}
