package io.github.kashew.redis;

import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Commits of transactions: one script a server, or a slot of a cluster. Those of several slots are checked in all of them
 * first, and then written in one after the other; who dies between two has written some.
 */
final class Commits {

    private final Topology topology;
    private final Keys keys;
    private final Writes writes;

    Commits(Topology topology, Keys keys, Writes writes) {
        this.topology = topology;
        this.keys = keys;
        this.writes = writes;
    }

    /** Tells whether one script can carry out all of this. */
    boolean isOne(List<Check> checks, List<Change<byte[]>> changes) {
        return topology.isOneGroup(
                Stream.concat(checks.stream().map(this::name), changes.stream().map(this::name))
                        .toList());
    }

    CompletionStage<Boolean> commit(List<Check> checks, List<Change<byte[]>> changes) {
        if (checks.isEmpty() && changes.size() == 1 && changes.get(0) instanceof Change.Write<byte[]> only) {
            // needs no script: it is one by itself
            return writes.write(only.key(), only.stored(), only.condition()).thenApply(written -> true);
        }
        Map<Integer, CommitSteps> groups = new LinkedHashMap<>();
        changes.forEach(change -> steps(groups, name(change)).add(change)); // written in their order
        checks.forEach(check -> steps(groups, name(check)).add(check));
        List<CommitSteps> writing = groups.values().stream()
                .filter(steps -> !steps.changesNothing())
                .toList();
        List<CompletionStage<Boolean>> checked = groups.values().stream()
                .filter(steps -> writing.size() != 1 || steps.changesNothing())
                .map(steps -> run(steps, steps.checksOnly()))
                .toList();
        return Joined.all(checked).thenCompose(each -> {
            if (each.contains(false)) {
                return CompletableFuture.completedFuture(false);
            }
            CompletionStage<Boolean> written = CompletableFuture.completedFuture(true);
            for (CommitSteps steps : writing) {
                boolean isFirst = steps == writing.get(0); // who has begun to write goes on
                written = written.thenCompose(
                        so -> so ? run(steps, steps.arguments(isFirst)) : CompletableFuture.completedFuture(false));
            }
            return written;
        });
    }

    private CommitSteps steps(Map<Integer, CommitSteps> groups, byte[] name) {
        return groups.computeIfAbsent(topology.groupOf(Keys.slot(name)), group -> new CommitSteps(keys));
    }

    private CompletionStage<Boolean> run(CommitSteps steps, byte[]... arguments) {
        if (arguments.length == 0) {
            return CompletableFuture.completedFuture(true);
        }
        byte[][] names = steps.names();
        return topology.nodeOf(Keys.slot(names[0]))
                .<Long>run(Script.COMMIT, names, arguments)
                .thenApply(answer -> answer == 1);
    }

    private byte[] name(Check check) {
        if (check instanceof Check.Unchanged unchanged) {
            return keys.name(unchanged.key());
        }
        if (check instanceof Check.SameFields same) {
            return keys.name(same.key());
        }
        if (check instanceof Check.Unleased unleased) {
            return keys.lease(unleased.name());
        }
        return check instanceof Check.SameGeneration same
                ? keys.tag(same.tag())
                : keys.lease(((Check.Leased) check).name());
    }

    private byte[] name(Change<byte[]> change) {
        if (change instanceof Change.ReleaseLease<byte[]>) {
            return keys.lease(change.key());
        }
        return change instanceof Change.Generation<byte[]> ? keys.tag(change.key()) : keys.name(change.key());
    }
}
