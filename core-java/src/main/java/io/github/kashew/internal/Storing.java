package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.TagGenerations;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.WriteCondition;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one call stores what it brings: under which condition, and with which tags.
 *
 * @param isTagged whether there are tags at all
 */
record Storing<V extends @Nullable Object>(
        CompiledPlan<V> plan, Route route, String key, CacheContext context, CallNotes notes, boolean isTagged) {

    /** Stores what was loaded after a look-up, unless the key was changed meanwhile. */
    CompletionStage<Boolean> store(Entry<V> entry, Lookup<V> found, @Nullable Flight<V> flight) {
        WriteCondition condition = found instanceof Missing<V> missing
                ? missing.storable()
                : WriteCondition.unchangedSince((Entry<V>) found);
        if (condition == null) {
            notes.doesNotStore("what the look-up found must not be overwritten");
            return Stages.done(false);
        }
        if (flight != null && !flight.mayStore()) {
            notes.doesNotStore("the key was changed during the load");
            return Stages.done(false);
        }
        return Stages.map(
                suppressed(tagging(entry, flight == null ? null : flight.captured(), set(key, condition))), stored -> {
                    notes.stores(entry, stored);
                    return stored;
                });
    }

    /** Stores what a failover keeps, with the generations that were captured before it was loaded. */
    CompletionStage<Boolean> copy(String copyKey, Entry<V> copy, @Nullable TagGenerations captured) {
        return tagging(copy, captured, set(copyKey, WriteCondition.ALWAYS));
    }

    /** Lets an entry be fresh until another moment, if it is still the one that was found. */
    CompletionStage<Boolean> postpone(Entry<V> found, long staleAt) {
        return suppressed(set(key, WriteCondition.unchangedSince(found)).apply(found.staleAt(staleAt)));
    }

    private Function<Entry<V>, CompletionStage<Boolean>> set(String name, WriteCondition condition) {
        Commands commands = route.commands(context);
        return entry ->
                commands.set(new ValueCommand.Set<>(name, entry, plan.spec().type(), condition));
    }

    /** Stores an entry with the tags of the plan; answers false if their generations are not known. */
    private CompletionStage<Boolean> tagging(
            Entry<V> entry, @Nullable TagGenerations captured, Function<Entry<V>, CompletionStage<Boolean>> write) {
        return isTagged
                ? plan.tags()
                        .store(
                                route,
                                route.commands(context),
                                key,
                                entry,
                                captured,
                                write,
                                () -> notes.doesNotStore("the generations of its tags are not known, or have changed"))
                : write.apply(entry);
    }

    private CompletionStage<Boolean> suppressed(CompletionStage<Boolean> written) {
        return route.suppression().write(written, notes::storeFailed);
    }
}
