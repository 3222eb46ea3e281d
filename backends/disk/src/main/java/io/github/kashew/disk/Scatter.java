package io.github.kashew.disk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Spreads what concerns several keys over their shards, and gathers the answers. */
final class Scatter {

    private final List<Shard> shards;

    Scatter(List<Shard> shards) {
        this.shards = shards;
    }

    Shard of(String name) {
        return shards.get(Math.floorMod(Text.hash(name), shards.size()));
    }

    /** Asks each shard for its names, in one call; answers in the order of the names. */
    <R> CompletionStage<List<R>> inOrder(
            List<String> names, BiFunction<Shard, List<String>, CompletionStage<List<R>>> ask) {
        Map<Shard, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.computeIfAbsent(of(names.get(i)), shard -> new ArrayList<>()).add(i);
        }
        if (places.size() == 1) {
            return ask.apply(places.keySet().iterator().next(), names);
        }
        List<List<Integer>> asked = List.copyOf(places.values());
        return all(places.entrySet().stream()
                        .map(entry -> ask.apply(
                                entry.getKey(),
                                entry.getValue().stream().map(names::get).toList()))
                        .toList())
                .thenApply(answers -> {
                    Map<Integer, R> ordered = new TreeMap<>();
                    for (int shard = 0; shard < answers.size(); shard++) {
                        for (int i = 0; i < answers.get(shard).size(); i++) {
                            ordered.put(
                                    asked.get(shard).get(i), answers.get(shard).get(i));
                        }
                    }
                    return List.copyOf(ordered.values());
                });
    }

    /** Groups things by the shard of their name. */
    <T> Map<Shard, List<T>> grouped(Collection<T> things, Function<T, String> name) {
        Map<Shard, List<T>> groups = new LinkedHashMap<>();
        things.forEach(thing -> groups.computeIfAbsent(of(name.apply(thing)), shard -> new ArrayList<>())
                .add(thing));
        return groups;
    }

    /** Asks every shard, and adds up. */
    CompletionStage<Long> sum(Function<Shard, CompletionStage<Long>> ask) {
        return total(shards.stream().map(ask).toList());
    }

    static CompletionStage<Long> total(List<? extends CompletionStage<Long>> stages) {
        return all(stages)
                .thenApply(
                        numbers -> numbers.stream().mapToLong(Long::longValue).sum());
    }

    static <R> CompletionStage<List<R>> all(List<? extends CompletionStage<R>> stages) {
        CompletableFuture<List<R>> gathered = CompletableFuture.completedFuture(new ArrayList<>());
        for (CompletionStage<R> stage : stages) {
            gathered = gathered.thenCombine(stage, (list, answer) -> {
                list.add(answer);
                return list;
            });
        }
        return gathered;
    }
}
