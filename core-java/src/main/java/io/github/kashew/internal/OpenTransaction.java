package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Commands;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionMode;
import io.github.kashew.TransactionOptions;
import io.github.kashew.async.Stages;
import io.github.kashew.error.TransactionRolledBackException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a block: its overlays, and how it ends. */
final class OpenTransaction implements Transaction {

    /** How far a transaction is. */
    private enum State {
        OPEN,
        ENDING,
        OVER
    }

    private final Engine engine;
    private final TransactionOptions options;
    private final TransactionLeases leases;
    private final CacheContext context;
    private final @Nullable Transaction outer;
    private final Overlays overlays;
    private final Commands overlaid;
    private final Commands door;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private volatile @Nullable Throwable innerFailure;

    /** Makes a transaction whose operations are those of callers in {@code around}, who are in none on this cache. */
    OpenTransaction(Engine engine, CacheContext around, TransactionOptions options, TransactionLeases leases) {
        this.engine = engine;
        this.options = options;
        this.leases = leases;
        this.outer = around.transaction();
        this.context = around.inside(this);
        this.overlays = new Overlays(engine.routes());
        this.overlaid = new Router(overlays);
        this.door = new CommandsThrough(new Door(engine, () -> context, this::overlaid));
    }

    /** Returns {@code transaction}, or the one around it, that is on the cache of {@code engine}; null if none is. */
    static @Nullable OpenTransaction on(Engine engine, @Nullable Transaction transaction) {
        Transaction next = transaction;
        while (next instanceof OpenTransaction open) {
            if (open.engine == engine) {
                return open;
            }
            next = open.outer;
        }
        return null;
    }

    private void requireOpen() {
        if (state.get() != State.OPEN) {
            throw new IllegalStateException(
                    "the transaction is over: wait for everything that its block begins, or begin it" + " outside");
        }
    }

    /** Returns the route of a key as this transaction sees it. */
    Route route(String key) {
        requireOpen();
        return overlays.of(key);
    }

    /** Returns the way to all routes as this transaction sees them. */
    Commands overlaid() {
        requireOpen();
        engine.requireOpen();
        return overlaid;
    }

    @Override
    public Commands commands() {
        overlaid();
        return door;
    }

    @Override
    public long now(String key) {
        return engine.route(key).now();
    }

    @Override
    public TransactionMode mode() {
        return options.mode();
    }

    @Override
    public CacheContext context() {
        return context;
    }

    /** Runs an inner block, whose failure is the end of this transaction unless it is rolled back. */
    <R extends @Nullable Object> CompletionStage<R> join(
            TransactionOptions wanted, Function<? super Transaction, ? extends CompletionStage<R>> block) {
        requireOpen();
        if (wanted.mode().compareTo(mode()) > 0) {
            throw new IllegalStateException(
                    "a block of mode " + wanted.mode() + " cannot be a part of a transaction of mode " + mode()
                            + ": begin the outer one as " + wanted.mode());
        }
        CompletionStage<R> stage;
        try {
            stage = block.apply(this);
        } catch (Throwable failure) {
            stage = Stages.failed(failure);
        }
        CompletionStage<R> answer = stage;
        return Stages.settle(answer, (value, failure) -> {
            if (failure != null) {
                innerFailure = failure;
            }
            return answer;
        });
    }

    @Override
    public CompletionStage<@Nullable Void> commit() {
        requireOpen();
        return write(false);
    }

    private CompletionStage<@Nullable Void> write(boolean isLast) {
        Throwable failed = innerFailure;
        if (failed != null) {
            return Stages.failed(new TransactionRolledBackException(
                    "an inner block of the transaction failed: let its failure pass, or call rollback() to go on without"
                            + " what was changed",
                    failed));
        }
        return new Commit(options.mode(), isLast, leases, overlays.used()).run();
    }

    @Override
    public void rollback() {
        requireOpen();
        overlays.used().forEach(over -> over.overlay().take());
        innerFailure = null;
    }

    /** Ends with a commit. */
    CompletionStage<@Nullable Void> end() {
        if (!state.compareAndSet(State.OPEN, State.ENDING)) {
            return Stages.failed(new TransactionRolledBackException("the transaction was ended before its block"));
        }
        return Stages.settle(write(true), (done, failure) -> {
            state.set(State.OVER);
            endLoads();
            return failure == null ? Stages.<Void>nothing() : Stages.<Void>failed(failure);
        });
    }

    /** Ends without a commit; answers false if a commit has begun. */
    boolean abandon() {
        if (state.compareAndSet(State.OPEN, State.OVER)) {
            endLoads();
        }
        return state.get() == State.OVER;
    }

    /** Ends the loads that nobody has waited for. */
    private void endLoads() {
        overlays.used()
                .forEach(over -> over.route()
                        .flights()
                        .all()
                        .forEach(flight -> flight.abort(new TransactionRolledBackException(
                                "the transaction that asked for this load is over"))));
    }

    @Override
    public String toString() {
        return "Transaction[" + mode() + " on " + engine + "]";
    }
}
