package io.github.kashew.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CachePlan;
import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.Strategy;
import io.github.kashew.error.BackendException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A room for strategies that guard calls: loads end at once unless a test holds them open, and tasks run at once. */
final class GuardRoom extends StrategyRoom {

    /** Commands that fail before they reach the store, and its suppression of trouble. */
    final Set<CommandKind> failed = EnumSet.noneOf(CommandKind.class);

    GuardRoom() {
        super(true);
    }

    @Override
    public <R> CompletionStage<R> handle(Command<R> command, Next next) {
        return super.handle(command, failed.contains(command.kind()) ? failing() : next);
    }

    private static Next failing() {
        return new Next() {
            @Override
            public <R> CompletionStage<R> proceed(Command<R> command) {
                return CompletableFuture.failedFuture(new BackendException(command.kind() + " is broken"));
            }
        };
    }

    /** Returns a plan at {@code k:{id}} without single-flight. */
    CachePlan<String> alone(Strategy... strategies) {
        return cache.plan(String.class)
                .key("k:{id}")
                .through(strategies)
                .singleFlight(false)
                .build();
    }

    /** Returns a plan at {@code k:{id}}. */
    CachePlan<String> plan(Strategy... strategies) {
        return cache.plan(String.class).key("k:{id}").through(strategies).build();
    }

    /** Calls the plan with a load that is complete, and returns what came of it. */
    String call(CachePlan<String> plan, Object id) {
        return outcome(plan.get(plan.args(id), () -> {
            loads.add(CompletableFuture.completedFuture("loaded"));
            return last();
        }));
    }

    /** Calls the plan with a load that fails, and returns what came of it. */
    String failing(CachePlan<String> plan, Object id, Throwable failure) {
        return outcome(plan.get(plan.args(id), () -> {
            loads.add(CompletableFuture.failedFuture(failure));
            return last();
        }));
    }

    /** Calls the plan with a load that stays open. */
    CompletableFuture<String> open(CachePlan<String> plan, Object id) {
        return plan.get(plan.args(id), () -> {
                    loads.add(new CompletableFuture<>());
                    return last();
                })
                .toCompletableFuture();
    }

    /** Returns how many loads were begun. */
    int loads() {
        return loads.size();
    }

    /** Returns what a stage has failed with, or null. */
    static Throwable failure(CompletionStage<?> stage) {
        Throwable[] seen = new Throwable[1];
        assertThat(stage.toCompletableFuture()).isDone();
        stage.whenComplete((value, failure) -> seen[0] = failure);
        return seen[0];
    }
}
