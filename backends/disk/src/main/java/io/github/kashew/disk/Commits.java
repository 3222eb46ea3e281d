package io.github.kashew.disk;

import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Commits of transactions: one SQL transaction a shard. Those of several shards are checked in all of them first, and then
 * written in one after the other; who dies between two has written some.
 */
final class Commits {

    private final Scatter scatter;
    private final Leases leases;

    Commits(Scatter scatter, Leases leases) {
        this.scatter = scatter;
        this.leases = leases;
    }

    /** Tells whether everything is in one shard. */
    boolean isOne(List<Check> checks, List<Change<byte[]>> changes) {
        Set<Shard> shards = new HashSet<>(scatter.grouped(checks, Commits::name).keySet());
        shards.addAll(scatter.grouped(changes, Change::key).keySet());
        return shards.size() <= 1;
    }

    CompletionStage<Boolean> commit(List<Check> checks, List<Change<byte[]>> changes) {
        Map<Shard, List<Check>> checked = scatter.grouped(checks, Commits::name);
        Map<Shard, List<Change<byte[]>>> changed = scatter.grouped(changes, Change::key);
        List<Shard> writing = List.copyOf(changed.keySet());
        boolean isOne = writing.size() == 1;
        List<CompletionStage<Boolean>> first = new ArrayList<>();
        checked.forEach((shard, own) -> {
            if (!isOne || shard != writing.get(0)) {
                first.add(shard.read(session -> new ShardCommit(shard).holdAll(session, own)));
            }
        });
        return Scatter.all(first).thenCompose(each -> {
            if (each.contains(false)) {
                return CompletableFuture.completedFuture(false);
            }
            CompletionStage<Boolean> written = CompletableFuture.completedFuture(true);
            for (int i = 0; i < writing.size(); i++) {
                Shard shard = writing.get(i);
                // who has begun to write goes on
                List<Check> own = i == 0 ? checked.getOrDefault(shard, List.of()) : List.of();
                List<Change<byte[]>> steps = changed.getOrDefault(shard, List.of());
                written = written.thenCompose(
                        so -> so ? write(shard, own, steps) : CompletableFuture.completedFuture(false));
            }
            return written;
        });
    }

    private CompletionStage<Boolean> write(Shard shard, List<Check> checks, List<Change<byte[]>> changes) {
        ShardCommit commit = new ShardCommit(shard);
        long bytes = changes.stream().mapToLong(ShardCommit::bytes).sum();
        return shard.write(bytes, session -> {
                    if (!commit.holdAll(session, checks)) {
                        return false;
                    }
                    commit.apply(session, changes);
                    return true;
                })
                .thenApply(written -> {
                    changes.stream()
                            .filter(change -> written && change instanceof Change.ReleaseLease<byte[]>)
                            .forEach(change -> leases.announce(change.key()));
                    return written;
                });
    }

    private static String name(Check check) {
        if (check instanceof Check.Unchanged unchanged) {
            return unchanged.key();
        }
        if (check instanceof Check.SameFields same) {
            return same.key();
        }
        if (check instanceof Check.Unleased unleased) {
            return unleased.name();
        }
        return check instanceof Check.SameGeneration same ? same.tag() : ((Check.Leased) check).name();
    }
}
