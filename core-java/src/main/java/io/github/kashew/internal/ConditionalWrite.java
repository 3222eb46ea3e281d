package io.github.kashew.internal;

import io.github.kashew.TagGenerations;
import io.github.kashew.async.Stages;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A write where nothing is, or over something, to which an invalidated entry is nothing: it looks, judges, and compares
 * and sets, again if somebody was faster.
 *
 * @param tagsIn tells what a record at the key carries
 */
record ConditionalWrite<S>(
        Backend<S> backend, TagCheck check, Function<Stored<S>, TagGenerations> tagsIn, String key, Stored<S> stored) {

    private static final int MOST_ATTEMPTS = 20;

    CompletionStage<Boolean> ifAbsent() {
        return ifAbsent(MOST_ATTEMPTS);
    }

    private CompletionStage<Boolean> ifAbsent(int attempts) {
        return attempts == 0
                ? Stages.failed(disturbed())
                : Stages.then(
                        backend.write(key, stored, WriteCondition.IF_ABSENT),
                        written -> written
                                ? Stages.done(true)
                                : Stages.then(backend.read(key), slot -> overInvalid(slot, attempts)));
    }

    private CompletionStage<Boolean> overInvalid(Slot<S> slot, int attempts) {
        if (!(slot instanceof Stored<S> seen)) { // it is gone, or of another kind
            return Stages.then(
                    backend.exist(List.of(key)), exists -> exists.get(0) ? Stages.done(false) : ifAbsent(attempts - 1));
        }
        return Stages.then(
                check.isCurrent(tagsIn.apply(seen)),
                current -> current
                        ? Stages.done(false)
                        : Stages.then(
                                backend.write(key, stored, WriteCondition.unchangedSince(seen)),
                                written -> written ? Stages.done(true) : ifAbsent(attempts - 1)));
    }

    CompletionStage<Boolean> ifPresent() {
        return ifPresent(MOST_ATTEMPTS);
    }

    private CompletionStage<Boolean> ifPresent(int attempts) {
        if (attempts == 0) {
            return Stages.failed(disturbed());
        }
        return Stages.then(backend.read(key), slot -> {
            TagGenerations tags = slot instanceof Stored<S> seen ? tagsIn.apply(seen) : TagGenerations.NONE;
            if (tags.isEmpty() || !(slot instanceof Stored<S> seen)) {
                return backend.write(key, stored, WriteCondition.IF_PRESENT);
            }
            return Stages.then(
                    check.isCurrent(tags),
                    current -> current
                            ? Stages.then(
                                    overValid(seen, tags),
                                    written -> written ? Stages.done(true) : ifPresent(attempts - 1))
                            : Stages.done(false));
        });
    }

    /** Its tags are compared again with the write: they may be deleted after they were looked at. */
    private CompletionStage<Boolean> overValid(Stored<S> seen, TagGenerations tags) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check.Unchanged(key, new Content.Value<>(seen)));
        long[] generations = tags.generations();
        for (int i = 0; i < generations.length; i++) {
            checks.add(new Check.SameGeneration(tags.tags().get(i), generations[i]));
        }
        return backend.commit(checks, List.of(new Change.Write<>(key, stored, WriteCondition.ALWAYS)));
    }

    private BackendException disturbed() {
        return new BackendException("key " + Printable.text(key) + " was changed " + MOST_ATTEMPTS
                + " times while it was looked at for a conditional write: try again");
    }
}
