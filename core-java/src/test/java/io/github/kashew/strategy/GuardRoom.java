package io.github.kashew.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.ManualClock;
import io.github.kashew.Middleware;
import io.github.kashew.Strategy;
import io.github.kashew.error.BackendException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cache in memory whose time stands still, whose commands are written down, and some of whose commands may fail. */
final class GuardRoom implements Middleware, AutoCloseable {

    final ManualClock clock = new ManualClock();
    final Set<CommandKind> broken = EnumSet.noneOf(CommandKind.class);
    private final List<CommandKind> passed = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<String>> loads = new CopyOnWriteArrayList<>();
    final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .clock(clock)
            .executor(Runnable::run)
            .middleware(this)
            .build();

    @Override
    public <R> CompletionStage<R> handle(Command<R> command, Next next) {
        passed.add(command.kind());
        return broken.contains(command.kind())
                ? CompletableFuture.failedFuture(new BackendException(command.kind() + " is broken"))
                : next.proceed(command);
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

    /** Returns the load that was begun last. */
    CompletableFuture<String> last() {
        return loads.get(loads.size() - 1);
    }

    /** Returns how many loads were begun. */
    int loads() {
        return loads.size();
    }

    /** Returns the commands since the last time. */
    List<CommandKind> commands() {
        List<CommandKind> taken = List.copyOf(passed);
        passed.clear();
        return taken;
    }

    /** Returns the value, the simple name of the failure, or "open". */
    static String outcome(CompletionStage<String> stage) {
        CompletableFuture<String> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            return "open";
        }
        Throwable failure = failure(stage);
        return failure == null ? future.join() : failure.getClass().getSimpleName();
    }

    /** Returns what a stage has failed with, or null. */
    static Throwable failure(CompletionStage<?> stage) {
        Throwable[] seen = new Throwable[1];
        assertThat(stage.toCompletableFuture()).isDone();
        stage.whenComplete((value, failure) -> seen[0] = failure);
        return seen[0];
    }

    @Override
    public void close() {
        cache.close();
        assertThat(clock.pendingTasks()).isZero();
    }
}
