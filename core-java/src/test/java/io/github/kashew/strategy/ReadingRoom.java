package io.github.kashew.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.BloomFilter;
import io.github.kashew.BloomSize;
import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.Condition;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.key.Args;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A room for strategies that read and store: loads end when the test ends them, tasks run when it runs them. */
final class ReadingRoom extends StrategyRoom {

    private final List<String> told = new ArrayList<>();

    ReadingRoom() {
        super(false);
    }

    /** Returns a plan at {@code k:{id}} that stores every value. */
    CachePlan<String> plan(Strategy... strategies) {
        return plan(Condition.values(), strategies);
    }

    CachePlan<String> plan(Condition<String> condition, Strategy... strategies) {
        return cache.plan(String.class)
                .key("k:{id}")
                .condition(condition)
                .through(strategies)
                .build();
    }

    /** Calls the plan; a load stays open. */
    CompletableFuture<String> call(CachePlan<String> plan, Object id) {
        return plan.get(plan.args(id), () -> {
                    CompletableFuture<String> load = new CompletableFuture<>();
                    loads.add(load);
                    return load;
                })
                .toCompletableFuture();
    }

    /** Calls the plan; a load brings {@code value} at once. */
    CompletableFuture<String> call(CachePlan<String> plan, Object id, String value) {
        return calling(plan, id, load -> load.complete(value));
    }

    /** Calls the plan; a load fails at once. */
    CompletableFuture<String> failing(CachePlan<String> plan, Object id, Throwable failure) {
        return calling(plan, id, load -> load.completeExceptionally(failure));
    }

    /** Calls the plan; {@code end} ends the load, if there is one. */
    private CompletableFuture<String> calling(
            CachePlan<String> plan, Object id, Consumer<CompletableFuture<String>> end) {
        int before = loads.size();
        CompletableFuture<String> answer = call(plan, id);
        runTasks();
        if (loads.size() > before) {
            end.accept(last());
        }
        runTasks();
        return answer;
    }

    /** Calls the plan; a load ends as {@code end} says, see {@code src/test/resources/strategies/README.md}. */
    CompletableFuture<String> ending(CachePlan<String> plan, String end) {
        return switch (end) {
            case "error" -> failing(plan, 1, new IOException("source"));
            case "gone" -> failing(plan, 1, new FileNotFoundException("source"));
            case "bug" -> failing(plan, 1, new IllegalStateException("source"));
            case "fatal" -> failing(plan, 1, new AssertionError("source"));
            case "key" -> failing(plan, 1, new InvalidKeyException("source"));
            case "cancelled" -> failing(plan, 1, new CancellationException("source"));
            case "hang" -> calling(plan, 1, load -> pass("1h"));
            case "slow" -> calling(plan, 1, load -> completeAfter("1s", load, end));
            case "late" -> calling(plan, 1, load -> completeAfter("3s", load, end));
            default -> call(plan, 1, end.equals("null") ? null : end);
        };
    }

    private void completeAfter(String time, CompletableFuture<String> load, String value) {
        pass(time);
        load.complete(value);
    }

    /** Lets a time pass second by second, so that what is due is run when it is. */
    private void pass(String time) {
        for (long left = Ttl.of(time).toDuration().toSeconds(); left > 0; left--) {
            clock.advance("1s");
            runTasks();
        }
    }

    /** Lets happen what a word of a specification table says. */
    void happens(CachePlan<String> plan, String word) {
        switch (word) {
            case "set" -> cache.set("k:1", "set", Ttl.of("1h"));
            case "delete" -> cache.delete("k:1");
            case "add" -> assertThat(members().add(Args.of(1))).isCompleted();
            case "open" -> call(plan, "other " + loads.size());
            default -> {
                if (Character.isDigit(word.charAt(0))) {
                    pass(word);
                } else {
                    ending(plan, word);
                }
            }
        }
    }

    /** Returns the filter of the members that are added. */
    BloomFilter members() {
        return cache.bloomFilter("k:{id}", BloomSize.of(100));
    }

    /** Takes what a strategy tells of a difference. */
    void tell(Mismatch mismatch) {
        told.add(mismatch.cached() + "/" + mismatch.fresh() + "/" + mismatch.age());
    }

    /** Returns what was told of differences: cached, fresh and age of each. */
    List<String> told() {
        return told;
    }

    /** Lets the plan store "old", and {@code age} pass. */
    void grow(CachePlan<String> plan, String age) {
        call(plan, 1, "old");
        clock.advance(age);
        loads.clear();
    }

    /** Runs what waits for the executor. */
    void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    /** Reads a list of commands. */
    static List<CommandKind> kinds(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(" ")).map(CommandKind::valueOf).toList();
    }
}
