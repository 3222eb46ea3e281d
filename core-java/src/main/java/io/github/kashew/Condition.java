package io.github.kashew;

import io.github.kashew.error.CircularLoadException;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.LoadCancelledException;
import io.github.kashew.error.NotConfiguredException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the outcome of a load is stored.
 *
 * <p>It is asked about values and failures alike, but not about failures that are never stored: an {@link Error}, a
 * cancellation, and mistakes such as {@link InvalidKeyException}. What it throws fails the call, and
 * nothing is stored.
 *
 * @param <V> the type of the value
 */
@FunctionalInterface
public interface Condition<V extends @Nullable Object> {

    /** Tells whether to store {@code outcome}. */
    boolean stores(Outcome<? extends V> outcome);

    /**
     * Tells whether a failure may be stored at all: it is an {@link Exception}, but not a cancellation, and not a mistake
     * such as {@link InvalidKeyException}.
     */
    static boolean isAskedAbout(Throwable failure) {
        return failure instanceof Exception
                && !(failure instanceof CancellationException
                        || failure instanceof LoadCancelledException
                        || failure instanceof InvalidKeyException
                        || failure instanceof NotConfiguredException
                        || failure instanceof CircularLoadException);
    }

    /** Stores every value, null included, and no failure. */
    static <V extends @Nullable Object> Condition<V> values() {
        return outcome -> !outcome.failed();
    }

    /** Stores every value but null, and no failure. */
    static <V extends @Nullable Object> Condition<V> notNull() {
        return outcome -> !outcome.failed() && outcome.value() != null;
    }

    /** Stores the failures of these types (all {@link Exception}s if none is named), and no value. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    static <V extends @Nullable Object> Condition<V> failures(Class<? extends Throwable>... types) {
        List<Class<? extends Throwable>> listed = types.length == 0 ? List.of(Exception.class) : List.of(types);
        return outcome -> outcome.failed() && listed.stream().anyMatch(type -> type.isInstance(outcome.failure()));
    }

    /**
     * Stores what took longer to load than {@code limit}; to be combined with a condition on the outcome.
     *
     * @param limit a duration such as {@code "3s"}, see {@link Ttl#of(String)}
     */
    static <V extends @Nullable Object> Condition<V> slowerThan(String limit) {
        return slowerThan(Ttl.of(limit).toDuration());
    }

    /** Stores what took longer to load than {@code limit}; to be combined with a condition on the outcome. */
    static <V extends @Nullable Object> Condition<V> slowerThan(Duration limit) {
        return outcome -> outcome.loadTime().compareTo(limit) > 0;
    }

    /**
     * Stores what was loaded as a whole, so that a value does not outlive its parts; to be combined with a condition on the
     * outcome.
     *
     * <p>Not stored is a value for which the load called a plan, a cached block or a cached function that answered without
     * loading, at any depth. What a load calls outside of its {@link CacheContext} is not seen: in Java, that is what runs
     * on other threads after the loader has returned, unless it opens the context there.
     */
    static <V extends @Nullable Object> Condition<V> loaded() {
        return outcome -> !outcome.reused();
    }

    /** Stores what both conditions store. */
    default Condition<V> and(Condition<? super V> other) {
        return outcome -> stores(outcome) && other.stores(outcome);
    }

    /** Stores what either condition stores. */
    default Condition<V> or(Condition<? super V> other) {
        return outcome -> stores(outcome) || other.stores(outcome);
    }
}
