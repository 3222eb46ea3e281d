package io.github.kashew;

import io.github.kashew.key.Args;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Loads the values of many calls at once.
 *
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface BatchLoader<V extends @Nullable Object> {

    /**
     * Begins to load the values of {@code missing}, the calls that nobody has the value of and nobody is loading.
     *
     * <p>A call that the result does not hold has no value: it is left out of what is answered, and nothing is stored.
     */
    CompletionStage<Map<Args, V>> load(List<Args> missing) throws Exception;
}
