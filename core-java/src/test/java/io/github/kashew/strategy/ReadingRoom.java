package io.github.kashew.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.Condition;
import io.github.kashew.ManualClock;
import io.github.kashew.Middleware;
import io.github.kashew.Strategy;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.spi.Backend;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A cache in memory whose time stands still, whose commands are written down, whose backend may
 * fail, and whose executor runs tasks when it is told to.
 */
final class ReadingRoom implements Middleware, AutoCloseable {

    final ManualClock clock = new ManualClock();
    boolean shared; // whether the backend says that other processes use it
    final Set<String> broken = new HashSet<>();
    final Deque<Runnable> tasks = new ArrayDeque<>();
    final List<CompletableFuture<String>> loads = new ArrayList<>();
    private final List<CommandKind> passed = new ArrayList<>();
    final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0&size=100000", route -> route.wrap(this::breakable))
            .clock(clock)
            .executor(tasks::add)
            .middleware(this)
            .build();

    @Override
    public <R> CompletionStage<R> handle(Command<R> command, Next next) {
        passed.add(command.kind());
        return next.proceed(command);
    }

    /** Fails the methods of the backend that {@link #broken} names. */
    private Backend<?> breakable(Backend<?> backend) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (broken.contains(method.getName())) {
                return CompletableFuture.failedFuture(new BackendException(method.getName() + " is broken"));
            }
            if (method.getName().equals("isShared")) {
                return shared;
            }
            try {
                return method.invoke(backend, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return (Backend<?>)
                Proxy.newProxyInstance(Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, handler);
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
        CompletableFuture<String> answer = call(plan, id);
        runTasks();
        if (!loads.isEmpty()) {
            last().complete(value);
        }
        return answer;
    }

    /** Calls the plan; a load fails at once. */
    CompletableFuture<String> failing(CachePlan<String> plan, Object id, Throwable failure) {
        CompletableFuture<String> answer = call(plan, id);
        runTasks();
        if (!loads.isEmpty()) {
            last().completeExceptionally(failure);
        }
        return answer;
    }

    /** Calls the plan; a load ends at once as {@code end} says: by a failure of that name, or with the value. */
    CompletableFuture<String> ending(CachePlan<String> plan, String end) {
        return switch (end) {
            case "error" -> failing(plan, 1, new IOException("source"));
            case "gone" -> failing(plan, 1, new FileNotFoundException("source"));
            case "fatal" -> failing(plan, 1, new AssertionError("source"));
            case "key" -> failing(plan, 1, new InvalidKeyException("source"));
            case "cancelled" -> failing(plan, 1, new CancellationException("source"));
            default -> call(plan, 1, end.equals("null") ? null : end);
        };
    }

    /** Lets the plan store "old", and {@code age} pass. */
    void grow(CachePlan<String> plan, String age) {
        call(plan, 1, "old");
        clock.advance(age);
        loads.clear();
    }

    /** Requires the answers and the commands of two calls whose loads end as {@code end} says, while a method fails. */
    void row(
            CachePlan<String> plan,
            String end,
            @Nullable String failing,
            String answer,
            String next,
            String commands,
            String nextCommands) {
        if (failing != null) {
            broken.add(failing);
        }
        commands();
        assertThat(outcome(ending(plan, end))).isEqualTo(answer);
        assertThat(commands()).isEqualTo(kinds(commands));
        assertThat(outcome(ending(plan, end))).isEqualTo(next);
        assertThat(commands()).isEqualTo(kinds(nextCommands));
    }

    /** Runs what waits for the executor. */
    void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    /** Returns the load that was begun last. */
    CompletableFuture<String> last() {
        return loads.get(loads.size() - 1);
    }

    /** Returns the commands since the last time. */
    List<CommandKind> commands() {
        List<CommandKind> taken = List.copyOf(passed);
        passed.clear();
        return taken;
    }

    /** Reads a list of commands. */
    static List<CommandKind> kinds(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(" ")).map(CommandKind::valueOf).toList();
    }

    /** Returns the value, the simple name of the failure, or "open". */
    static String outcome(CompletionStage<String> stage) {
        CompletableFuture<String> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            return "open";
        }
        String[] seen = new String[1];
        future.whenComplete((value, failure) -> seen[0] =
                failure == null ? String.valueOf(value) : failure.getClass().getSimpleName());
        return seen[0];
    }

    @Override
    public void close() {
        cache.close();
        assertThat(clock.pendingTasks()).isZero();
    }
}
