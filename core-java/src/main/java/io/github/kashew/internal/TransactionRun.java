package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionMode;
import io.github.kashew.TransactionOptions;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.error.TransactionConflictException;
import io.github.kashew.error.TransactionRolledBackException;
import io.github.kashew.spi.CacheClock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a block in a transaction, again after conflicts, until it is written, has failed, or nobody wants it any more. */
final class TransactionRun<R extends @Nullable Object> {

    private final Engine engine;
    private final CacheContext context;
    private final TransactionOptions options;
    private final Function<? super Transaction, ? extends CompletionStage<R>> block;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final long giveUpAt;
    private volatile CacheClock.@Nullable Cancellable timer;
    private volatile @Nullable TransactionLeases asked;
    private volatile @Nullable OpenTransaction open;
    private volatile @Nullable CompletableFuture<?> running;

    TransactionRun(
            Engine engine,
            CacheContext context,
            TransactionOptions options,
            Function<? super Transaction, ? extends CompletionStage<R>> block) {
        this.engine = engine;
        this.context = context;
        this.options = options;
        this.block = block;
        this.giveUpAt = CacheClock.saturatedSum(
                engine.clock().nanos(), options.timeout().toNanos());
    }

    CompletionStage<R> begin() {
        engine.failWhenClosed(result);
        CacheClock.Cancellable planned = engine.clock()
                .schedule(
                        () -> engine.runElsewhere(this::timeOut),
                        options.timeout().toNanos());
        timer = planned;
        result.whenComplete((value, failure) -> {
            planned.cancel();
            if (failure != null) {
                stop();
            }
        });
        runFrom(0);
        return result;
    }

    private void timeOut() {
        OpenTransaction current = open;
        if (current == null || current.abandon()) { // a commit that has begun ends by itself
            result.completeExceptionally(
                    new TransactionRolledBackException("the transaction took longer than its timeout of "
                            + Ttl.of(options.timeout()) + " and was rolled back"));
        }
    }

    /** Ends what runs for a caller who has gone. */
    private void stop() {
        OpenTransaction current = open;
        if (current != null) {
            current.abandon();
        }
        TransactionLeases leases = asked;
        if (leases != null) {
            leases.stopWaiting();
        }
        CompletableFuture<?> working = running;
        if (working != null) {
            working.cancel(true);
        }
    }

    /** Goes on in a loop while runs end at once, so that many of them need no deep stack. */
    private void runFrom(int first) {
        for (int number = first; !result.isDone(); number++) {
            CompletableFuture<R> run = once().toCompletableFuture();
            int repetition = number;
            if (!run.isDone()) {
                run.whenComplete((value, failure) -> {
                    if (!isOver(run, repetition)) {
                        runFrom(repetition + 1);
                    }
                });
                return;
            }
            if (isOver(run, repetition)) {
                return;
            }
        }
    }

    private boolean isOver(CompletableFuture<R> run, int repetition) {
        run.whenComplete((value, failure) -> {
            if (failure == null) {
                stopTimer();
                result.complete(value);
            } else if (!(Stages.unwrap(failure) instanceof TransactionConflictException)
                    || repetition >= options.retries()) {
                stopTimer();
                result.completeExceptionally(Stages.unwrap(failure));
            }
        });
        return result.isDone();
    }

    /** First: who hears of the result finds nothing left over. */
    private void stopTimer() {
        CacheClock.Cancellable planned = timer;
        if (planned != null) {
            planned.cancel();
        }
    }

    private CompletionStage<R> once() {
        TransactionLeases leases = new TransactionLeases(engine, Ttl.of(options.timeout()), giveUpAt);
        asked = leases;
        OpenTransaction transaction = new OpenTransaction(engine, context, options, leases);
        open = transaction;
        if (result.isDone()) {
            transaction.abandon();
        }
        CompletionStage<R> answer = options.mode() == TransactionMode.SERIALIZABLE
                ? Stages.then(leases.acquireWhole(), held -> inside(transaction))
                : inside(transaction);
        return Stages.settle(answer, (value, failure) -> {
            leases.releaseWhole(); // nobody waits for that
            return answer;
        });
    }

    private CompletionStage<R> inside(OpenTransaction transaction) {
        CompletionStage<R> stage;
        try {
            transaction.commands(); // nobody may want it any more
            stage = Objects.requireNonNull(
                    block.apply(transaction), "the block of a transaction returned null in place of a stage");
        } catch (Throwable failure) {
            stage = Stages.failed(failure);
        }
        CompletableFuture<R> working = stage.toCompletableFuture();
        running = working;
        if (result.isDone()) {
            working.cancel(true);
        }
        CompletionStage<R> answer = stage;
        return Stages.settle(answer, (value, failure) -> {
            if (failure != null) {
                transaction.abandon();
                return answer;
            }
            return Stages.then(transaction.end(), done -> answer);
        });
    }
}
