package io.github.kashew;

import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was said about a plan before it was built.
 *
 * @param type the type of the values
 * @param template the template of the keys, or null if each call gives its key
 * @param strategies outermost first
 * @param tags the templates of the tags that entries carry
 * @param tagsOfValue tells which tags the entry of a value carries as well, or null
 * @param condition which outcomes are stored
 * @param loadTimeout how long a load may take before its callers are failed and its slot is free
 * @param singleFlight whether concurrent calls of one key share a load
 * @param onLastLeave what becomes of a load when its last caller has left
 * @param flightGroup plans that name equal groups share loads, or null if this plan shares with no other
 * @param formats the functions and type formats of the cache, for templates of a strategy's own
 * @param failures the failures that strategies without a list of their own are about, or none if the cache has no list
 */
public record PlanSpec<V extends @Nullable Object>(
        TypeRef<V> type,
        @Nullable KeyTemplate template,
        List<Strategy> strategies,
        List<String> tags,
        @Nullable Function<? super V, ? extends Collection<String>> tagsOfValue,
        Condition<? super V> condition,
        Duration loadTimeout,
        boolean singleFlight,
        LastLeave onLastLeave,
        @Nullable Object flightGroup,
        KeyFormats formats,
        List<Class<? extends Throwable>> failures) {

    /** Copies. */
    public PlanSpec {
        strategies = List.copyOf(strategies);
        tags = List.copyOf(tags);
        failures = List.copyOf(failures);
    }

    /** Draws the chain, for example {@code user:{id} = simple(1h) → loader}. */
    @Override
    public String toString() {
        String chain = strategies.stream().map(Strategy::toString).collect(Collectors.joining(" → ", "", " → loader"));
        return (template == null ? "" : template.template() + " = ") + chain;
    }

    /** What becomes of a load when its last caller has left. */
    public enum LastLeave {
        /** The load is cancelled and its slot is free. */
        CANCEL,
        /** The load goes on, and what it brings is stored. */
        FINISH
    }
}
