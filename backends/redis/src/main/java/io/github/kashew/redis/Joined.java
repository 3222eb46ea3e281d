package io.github.kashew.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The answers of several commands as one. */
final class Joined {

    private Joined() {}

    /** Completes with all results in order, or fails when one has failed and all are over. */
    static <T> CompletionStage<List<T>> all(Collection<? extends CompletionStage<T>> stages) {
        List<T> results = new ArrayList<>(stages.size());
        CompletionStage<List<T>> joined = CompletableFuture.completedFuture(results);
        for (CompletionStage<T> stage : stages) {
            joined = joined.thenCombine(stage, (list, result) -> {
                list.add(result);
                return list;
            });
        }
        return joined;
    }

    /** Completes when all are over. */
    @SuppressWarnings("NullAway") // nothing but null is a Void
    static CompletionStage<Void> done(Collection<? extends CompletionStage<?>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    /** Completes with the sum. */
    static CompletionStage<Long> sum(Collection<? extends CompletionStage<Long>> stages) {
        return all(stages)
                .thenApply(
                        numbers -> numbers.stream().mapToLong(Long::longValue).sum());
    }
}
