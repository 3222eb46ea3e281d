package io.github.kashew.testkit;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend that fails, dawdles or hangs on request, and counts what it is asked.
 *
 * <p>It shows how an application fares when its store does not:
 *
 * <pre>{@code
 * Cache cache = Cache.builder()
 *         .clock(clock)
 *         .route("", "mem://", route -> route.wrap(backend -> faults = new FaultInjectingBackend<>(backend, clock)))
 *         .build();
 *
 * faults.failWhen(asked -> asked.operation() == BackendOperation.READ);
 * }</pre>
 *
 * <p>An operation that fails does not reach the backend behind. Faults are set for all operations from then on, until
 * {@link #heal()}. Without faults every operation is handed on as it comes. Thread-safe.
 *
 * @param <S> the stored form
 */
public final class FaultInjectingBackend<S> extends ForwardingBackend<S> {

    private final CacheClock clock;
    private final Map<BackendOperation, Long> counts = new EnumMap<>(BackendOperation.class);
    private final List<Runnable> hanging = new ArrayList<>();
    private Predicate<Invocation> failing = FaultInjectingBackend::never;
    private Predicate<Invocation> stuck = FaultInjectingBackend::never;
    private int failuresToCome;
    private Duration delay = Duration.ZERO;

    /**
     * Makes a backend without faults.
     *
     * @param target does what is not to fail
     * @param clock measures {@link #delay}s
     */
    public FaultInjectingBackend(Backend<S> target, CacheClock clock) {
        super(target);
        this.clock = clock;
    }

    /** Fails the next operation, whatever it is. */
    public void failNext() {
        failNext(1);
    }

    /**
     * Fails the next {@code operations}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public synchronized void failNext(int operations) {
        if (operations < 0) {
            throw new IllegalArgumentException("operations to fail must be 0 or more, was " + operations);
        }
        failuresToCome = operations;
    }

    /** Fails every operation that {@code condition} accepts; it is called under a lock and must be quick. */
    public synchronized void failWhen(Predicate<Invocation> condition) {
        failing = condition;
    }

    /** Fails every operation. */
    public void failAlways() {
        failWhen(asked -> true);
    }

    /**
     * Begins every operation {@code time} later, by the clock; zero for at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public synchronized void delay(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("delay must be 0 or more, was " + time);
        }
        delay = time;
    }

    /** Lets every operation hang. */
    public void hang() {
        hangWhen(asked -> true);
    }

    /** Lets every operation hang that {@code condition} accepts; it is called under a lock and must be quick. */
    public synchronized void hangWhen(Predicate<Invocation> condition) {
        stuck = condition;
    }

    /** Ends all faults; what hangs goes on. */
    public void heal() {
        List<Runnable> goingOn;
        synchronized (this) {
            failing = FaultInjectingBackend::never;
            stuck = FaultInjectingBackend::never;
            failuresToCome = 0;
            delay = Duration.ZERO;
            goingOn = List.copyOf(hanging);
            hanging.clear();
        }
        goingOn.forEach(Runnable::run);
    }

    /** Returns how often an operation was requested, whether it failed or not. */
    public synchronized long requests(BackendOperation operation) {
        return counts.getOrDefault(operation, 0L);
    }

    /** Returns how many operations were requested. */
    public synchronized long requests() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Begins to count anew. */
    public synchronized void resetRequests() {
        counts.clear();
    }

    @Override
    protected <R extends @Nullable Object> CompletionStage<R> around(
            BackendOperation operation, List<String> keys, Supplier<CompletionStage<R>> forward) {
        Invocation asked = new Invocation(operation, keys);
        CompletableFuture<R> later = new CompletableFuture<>();
        Runnable begin = () -> forward.get().whenComplete((value, failure) -> settle(later, value, failure));
        Duration wait;
        synchronized (this) {
            counts.merge(operation, 1L, Long::sum);
            if (failuresToCome > 0 || failing.test(asked)) {
                failuresToCome = Math.max(0, failuresToCome - 1);
                return CompletableFuture.failedFuture(new BackendException("injected failure of " + operation));
            }
            if (stuck.test(asked)) {
                hanging.add(begin);
                return later;
            }
            wait = delay;
        }
        if (wait.isZero()) {
            return forward.get();
        }
        clock.schedule(begin, wait.toNanos());
        return later;
    }

    private static boolean never(Invocation asked) {
        return false;
    }

    private static <R extends @Nullable Object> void settle(
            CompletableFuture<R> later, R value, @Nullable Throwable failure) {
        if (failure == null) {
            later.complete(value);
        } else {
            later.completeExceptionally(failure);
        }
    }
}
