package io.github.kashew.samples.census;

import static io.github.kashew.strategy.Strategies.simple;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.key.Args;
import io.github.kashew.samples.jdk.Callers;
import io.github.kashew.samples.jdk.DependencyCounts;
import io.github.kashew.samples.jdk.Implementors;
import io.github.kashew.samples.jdk.JdkClasses;
import io.github.kashew.samples.jdk.LargestMethods;
import io.github.kashew.samples.jdk.ModuleSize;
import io.github.kashew.samples.jdk.MostUsedStrings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The questions as an application would write them: a plan says how a kind of answer is cached, a method asks. Counts
 * its loads. This class is threadsafe.
 */
final class JdkQuestions {
    private final JdkClasses jdk;
    private final Executor readers;
    private final AtomicInteger loads = new AtomicInteger();

    private final CachePlan<Implementors> implementors;
    private final CachePlan<LargestMethods> largestMethods;
    private final CachePlan<Callers> callers;
    private final CachePlan<DependencyCounts> dependencies;
    private final CachePlan<MostUsedStrings> mostUsedStrings;
    private final CachePlan<ModuleSize> size;

    JdkQuestions(Cache cache, JdkClasses jdk, Executor readers) {
        this.jdk = jdk;
        this.readers = readers;
        implementors = plan(cache, Implementors.class, "implementors:{type}");
        largestMethods = plan(cache, LargestMethods.class, "largest:{n}");
        callers = plan(cache, Callers.class, "callers:{type}:{method}");
        dependencies = plan(cache, DependencyCounts.class, "dependencies:{n}");
        mostUsedStrings = plan(cache, MostUsedStrings.class, "strings:{n}");
        size = plan(cache, ModuleSize.class, "size:{module}");
    }

    private static <V> CachePlan<V> plan(Cache cache, Class<V> type, String key) {
        return cache.plan(type).key(key).through(simple("30d")).build();
    }

    CompletionStage<Implementors> implementors(String type) {
        return implementors.get(implementors.args(type), () -> load(() -> Implementors.of(jdk, type)));
    }

    CompletionStage<LargestMethods> largestMethods(int n) {
        return largestMethods.get(largestMethods.args(n), () -> load(() -> LargestMethods.of(jdk, n)));
    }

    CompletionStage<Callers> callers(String type, String method) {
        return callers.get(callers.args(type, method), () -> load(() -> Callers.of(jdk, type, method)));
    }

    CompletionStage<DependencyCounts> dependencies(int n) {
        return dependencies.get(dependencies.args(n), () -> load(() -> DependencyCounts.of(jdk, n)));
    }

    CompletionStage<MostUsedStrings> mostUsedStrings(int n) {
        return mostUsedStrings.get(mostUsedStrings.args(n), () -> load(() -> MostUsedStrings.of(jdk, n)));
    }

    /** Answers for several modules at once; those that are missing in the cache are loaded one after the other. */
    CompletionStage<Collection<ModuleSize>> sizes(List<String> modules) {
        Map<Args, String> byArgs = new LinkedHashMap<>();
        modules.forEach(module -> byArgs.put(size.args(module), module));
        return size.getAll(byArgs.keySet(), missing -> loadEach(missing, byArgs))
                .thenApply(Map::values);
    }

    /** Asks with an argument that cannot be part of a key, so this always fails. */
    CompletionStage<LargestMethods> wrongKey() {
        return largestMethods.get(largestMethods.args(jdk), () -> load(() -> LargestMethods.of(jdk, 1)));
    }

    /** Returns how often class files were read so far to answer a question. */
    int loads() {
        return loads.get();
    }

    private CompletionStage<Map<Args, ModuleSize>> loadEach(Collection<Args> missing, Map<Args, String> modules) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Map<Args, ModuleSize> sizes = new LinkedHashMap<>();
                    modules.forEach((args, module) -> {
                        if (missing.contains(args)) {
                            loads.incrementAndGet();
                            sizes.put(args, ModuleSize.of(jdk, module));
                        }
                    });
                    return sizes;
                },
                readers);
    }

    private <T> CompletionStage<T> load(Supplier<T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    loads.incrementAndGet();
                    return question.get();
                },
                readers);
    }
}
