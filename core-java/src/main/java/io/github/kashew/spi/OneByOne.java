package io.github.kashew.spi;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Checks and changes of a commit by the other operations of a backend, one after the other. */
record OneByOne<S>(Backend<S> backend) {

    CompletionStage<Boolean> commit(List<Check> checks, List<Change<S>> changes) {
        CompletionStage<Boolean> holding = CompletableFuture.completedFuture(true);
        for (Check check : checks) {
            holding = holding.thenCompose(so -> so ? holds(check) : CompletableFuture.completedFuture(false));
        }
        return holding.thenCompose(so -> so ? all(changes) : CompletableFuture.completedFuture(false));
    }

    private CompletionStage<Boolean> all(List<Change<S>> changes) {
        CompletionStage<?> done = CompletableFuture.completedFuture(true);
        for (Change<S> change : changes) {
            done = done.thenCompose(before -> apply(change));
        }
        return done.thenApply(last -> true);
    }

    private CompletionStage<Boolean> holds(Check check) {
        if (check instanceof Check.Unchanged unchanged) {
            return backend.content(unchanged.key())
                    .thenApply(now -> unchanged.seen().isSameAs(now));
        }
        if (check instanceof Check.SameFields same) {
            return backend.bits(same.key(), same.fields())
                    .thenApply(now ->
                            same.values().equals(Arrays.stream(now).boxed().toList()));
        }
        if (check instanceof Check.SameGeneration same) {
            return backend.generations(List.of(same.tag())).thenApply(now -> now[0] == same.generation());
        }
        if (check instanceof Check.Unleased unleased) {
            return backend.isLeased(unleased.name()).thenApply(held -> !held);
        }
        // who holds it cannot be asked
        return backend.isLeased(((Check.Leased) check).name());
    }

    private CompletionStage<?> apply(Change<S> change) {
        if (change instanceof Change.Write<S> write) {
            return backend.write(write.key(), write.stored(), write.condition());
        }
        if (change instanceof Change.Expire<S> expire) {
            return backend.expire(expire.key(), expire.deadline());
        }
        if (change instanceof Change.Increment<S> increment) {
            return backend.increment(increment.key(), increment.by(), increment.deadline());
        }
        if (change instanceof Change.IncrementBits<S> increment) {
            return backend.incrementBits(increment.key(), increment.fields(), increment.by());
        }
        if (change instanceof Change.AddToSet<S> add) {
            return backend.addToSet(add.key(), add.members(), add.deadline());
        }
        if (change instanceof Change.RemoveFromSet<S> remove) {
            return backend.removeFromSet(remove.key(), remove.members());
        }
        if (change instanceof Change.ReleaseLease<S> release) {
            return backend.releaseLease(release.key(), release.owner());
        }
        if (change instanceof Change.Generation<S> generation) {
            return backend.endGenerations(List.of(generation.key())); // who carries the new one is missing
        }
        return backend.delete(List.of(change.key()));
    }
}
