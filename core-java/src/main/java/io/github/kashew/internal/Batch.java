package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.key.Args;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call for many values: a single look-up, then a single load of those that are neither stored nor being loaded.
 *
 * <p>Each missing key has a flight of its own, so that batches that overlap, and single calls, share.
 */
final class Batch<V extends @Nullable Object> {

    private final CompiledPlan<V> plan;
    private final CacheContext context;
    private final Args[] calls;
    private final String[] keys;
    private final Route[] routes;
    private final long[] landings;

    Batch(CompiledPlan<V> plan, CacheContext context, Collection<Args> calls) {
        this.plan = plan;
        this.context = context;
        this.calls = calls.toArray(Args[]::new);
        this.keys = new String[this.calls.length];
        this.routes = new Route[this.calls.length];
        this.landings = new long[this.calls.length];
    }

    CompletionStage<Map<Args, V>> answer(BatchLoad<V> load) {
        for (int i = 0; i < calls.length; i++) {
            keys[i] = plan.key(calls[i], context);
            routes[i] = plan.engine().route(keys[i], context);
            routes[i].admit(keys[i], context);
            landings[i] = routes[i].flights().landings(keys[i]);
        }
        CompletionStage<List<Lookup<V>>> found = commands()
                .getMany(new ValueCommand.GetMany<>(List.of(keys), plan.spec().type()));
        return Stages.isDone(found) ? Stages.then(found, lookups -> complete(lookups, load)) : whenFound(found, load);
    }

    /** Returns the way to the route of all keys, where it is one: they need not be routed again. */
    private Commands commands() {
        for (Route route : routes) {
            if (route != routes[0]) {
                return plan.engine().commands(context);
            }
        }
        return routes.length == 0 ? plan.engine().commands(context) : routes[0].commands(context);
    }

    /** Completes when the look-up has come; a caller that leaves before leaves what has not begun. */
    private CompletionStage<Map<Args, V>> whenFound(CompletionStage<List<Lookup<V>>> found, BatchLoad<V> load) {
        CompletableFuture<Map<Args, V>> answer = new CompletableFuture<>();
        Stages.settle(found, (lookups, failure) -> {
                    if (failure != null || lookups == null) {
                        return Stages.<Map<Args, V>>failed(failure);
                    }
                    if (answer.isDone()) {
                        return Stages.done(Map.of());
                    }
                    CompletionStage<Map<Args, V>> completed = complete(lookups, load);
                    answer.whenComplete(
                            (values, left) -> completed.toCompletableFuture().cancel(true));
                    return completed;
                })
                .whenComplete((values, failure) -> {
                    if (failure == null) {
                        answer.complete(values);
                    } else {
                        answer.completeExceptionally(Stages.unwrap(failure));
                    }
                });
        return answer;
    }

    private CompletionStage<Map<Args, V>> complete(List<Lookup<V>> lookups, BatchLoad<V> load) {
        Map<Args, V> present = new LinkedHashMap<>(calls.length * 4 / 3 + 1);
        for (int i = 0; i < calls.length; i++) {
            Entry<V> served = served(lookups.get(i));
            if (served == null || served.failure() != null) {
                return completeLoading(lookups, load);
            }
            present.put(calls[i], served.value());
        }
        noteReuse(!present.isEmpty());
        for (int i = 0; i < calls.length; i++) {
            noteHit((Entry<V>) lookups.get(i), i);
        }
        return Stages.done(present);
    }

    private @Nullable Entry<V> served(Lookup<V> lookup) {
        return lookup instanceof Entry<V> entry && !context.isRefreshing() ? entry : null;
    }

    private CompletionStage<Map<Args, V>> completeLoading(List<Lookup<V>> lookups, BatchLoad<V> load) {
        Map<Args, CompletionStage<V>> answers = new LinkedHashMap<>();
        for (int i = 0; i < calls.length; i++) {
            Entry<V> served = served(lookups.get(i));
            if (served != null) {
                answers.put(calls[i], served.outcome());
                noteHit(served, i);
                noteReuse(served.failure() == null);
            } else if (!answers.containsKey(calls[i])) {
                answers.put(calls[i], load.board(calls[i], keys[i], lookups.get(i), landings[i]));
            }
        }
        load.begin();
        return gather(answers, load);
    }

    /** Answers all values that there are; leaving leaves every flight. */
    private CompletionStage<Map<Args, V>> gather(Map<Args, CompletionStage<V>> answers, BatchLoad<V> load) {
        CompletableFuture<Map<Args, V>> gathered = new CompletableFuture<>();
        CompletableFuture<?>[] futures = answers.values().stream()
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(futures).whenComplete((ignored, failure) -> {
            Map<Args, V> values = new LinkedHashMap<>();
            Throwable[] first = new Throwable[1];
            answers.forEach((args, stage) -> stage.whenComplete((value, failed) -> {
                load.end(args, failed == null ? null : Stages.unwrap(failed));
                if (failed == null) {
                    values.put(args, value);
                } else if (Stages.unwrap(failed) != NothingLanded.INSTANCE && first[0] == null) {
                    first[0] = Stages.unwrap(failed);
                }
            }));
            if (first[0] == null) {
                noteReuse(load.isReusing());
                gathered.complete(values);
            } else {
                gathered.completeExceptionally(first[0]);
            }
        });
        gathered.whenComplete((values, failure) -> {
            for (CompletableFuture<?> future : futures) {
                future.cancel(true);
            }
        });
        return gathered;
    }

    private void noteHit(Entry<V> entry, int call) {
        plan.tally(routes[call]).hits.increment();
        if (context.isDetected()) {
            plan.detect(entry, routes[call], keys[call], context);
        }
    }

    private void noteReuse(boolean reused) {
        if (reused) {
            LoadNode.noteReuse(context);
        }
    }
}
