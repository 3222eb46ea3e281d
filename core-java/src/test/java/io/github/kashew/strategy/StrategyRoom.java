package io.github.kashew.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.ManualClock;
import io.github.kashew.Middleware;
import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A cache in memory whose time stands still, whose commands are written down, and whose backend may fail. */
abstract class StrategyRoom implements Middleware, AutoCloseable {

    final ManualClock clock = new ManualClock();
    boolean shared; // whether the backend says that other processes use it
    final Set<String> broken = new HashSet<>(); // methods of the backend
    final Deque<Runnable> tasks = new ArrayDeque<>();
    final List<CompletableFuture<String>> loads = new ArrayList<>();
    private final List<CommandKind> passed = new ArrayList<>();
    final Cache cache;

    /** Makes a room whose executor runs tasks at once, or lets them wait in {@link #tasks}. */
    StrategyRoom(boolean atOnce) {
        Executor executor = atOnce ? Runnable::run : tasks::add;
        cache = Cache.builder()
                .route("", "mem://?check_interval=0&size=100000", route -> route.wrap(this::breakable))
                .clock(clock)
                .executor(executor)
                .middleware(this)
                .build();
    }

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

    /** Returns the value, the simple name of the failure, or "open". */
    static String outcome(CompletionStage<?> stage) {
        if (!stage.toCompletableFuture().isDone()) {
            return "open";
        }
        String[] seen = new String[1];
        stage.whenComplete((value, failure) -> seen[0] =
                failure == null ? String.valueOf(value) : failure.getClass().getSimpleName());
        return seen[0];
    }

    @Override
    public void close() {
        cache.close();
        assertThat(clock.pendingTasks()).isZero();
    }
}
