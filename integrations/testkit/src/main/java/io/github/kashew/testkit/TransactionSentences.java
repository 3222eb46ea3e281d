package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static io.github.kashew.testkit.Together.apart;
import static io.github.kashew.testkit.Together.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.Middleware;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionMode;
import io.github.kashew.TransactionOptions;
import io.github.kashew.error.TransactionRolledBackException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sentences on transactions: how they begin, end, and are one with what runs inside them. */
interface TransactionSentences extends Subject {

    /** Runs a block to its end, and returns what it answers. */
    default <R> R inside(TransactionMode mode, Function<Transaction, CompletionStage<R>> block) {
        return answer(cache().transaction(mode, tx -> apart(() -> answer(block.apply(tx)))));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("what a transaction writes is seen inside at once, and outside from the commit on")
    default void seesOwnWrites(TransactionMode mode) {
        String answered = inside(mode, tx -> {
            answer(tx.set("k", "v"));
            assertThat(answer(cache().exists("k"))).isFalse();
            return tx.get("k", String.class);
        });
        assertThat(answered).isEqualTo("v");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a block that fails writes nothing, fails as it did, and leaves no lease")
    default void rollsBack(TransactionMode mode) {
        answer(cache().set("k", "old"));
        IllegalStateException broken = new IllegalStateException("broken");
        assertThat(failure(cache().transaction(
                                mode,
                                tx -> tx.set("k", "new")
                                        .thenCompose(set -> tx.delete("k"))
                                        .thenCompose(set -> CompletableFuture.failedFuture(broken)))))
                .isSameAs(broken);
        assertThat(failure(cache().transaction(mode, tx -> {
                    throw broken;
                })))
                .isSameAs(broken);
        assertThat(answer(cache().get("k", String.class))).isEqualTo("old");
        String left = inside(mode, tx -> tx.get("k", String.class));
        assertThat(left).isEqualTo("old");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a transaction whose caller leaves is rolled back")
    default void rollsBackWhenCancelled(TransactionMode mode) {
        CompletableFuture<String> never = new CompletableFuture<>();
        CompletableFuture<String> result = cache().transaction(mode, tx -> {
                    tx.set("k", "v");
                    return never;
                })
                .toCompletableFuture();
        while (never.getNumberOfDependents() == 0) {
            Thread.onSpinWait(); // its lease may be given on another thread
        }
        result.cancel(true);
        assertThat(never).isCancelled();
        assertThat(answer(cache().exists("k"))).isFalse();
        boolean written = inside(mode, tx -> tx.set("k", "other"));
        assertThat(written).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a transaction that takes longer than its timeout is rolled back, and leaves no lease")
    default void timesOutTransaction(TransactionMode mode) {
        CompletableFuture<Boolean> never = new CompletableFuture<>();
        AtomicReference<Transaction> begun = new AtomicReference<>();
        CompletionStage<Boolean> result = cache().transaction(mode, tx -> {
            begun.set(tx);
            return tx.set("k", "v").thenCompose(set -> never);
        });
        awaitSet(begun);
        pass("11s");
        assertThat(failure(result))
                .isInstanceOf(TransactionRolledBackException.class)
                .hasMessageContaining("timeout of 10s");
        assertThat(answer(cache().exists("k"))).isFalse();
        boolean written = inside(mode, tx -> tx.set("k", "other"));
        assertThat(written).isTrue();
    }

    private static void awaitSet(AtomicReference<?> reference) {
        while (reference.get() == null) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("a commit within the block writes what was changed so far, and a rollback drops it")
    default void commitsWithin() {
        inside(TransactionMode.FAST, tx -> {
            answer(tx.set("a", 1));
            answer(tx.commit());
            assertThat(answer(cache().get("a", Integer.class))).isEqualTo(1);
            answer(tx.set("b", 2));
            tx.rollback();
            assertThat(answer(tx.exists("b"))).isFalse();
            return tx.set("c", 3);
        });
        assertThat(answer(cache().getMany(List.of("a", "b", "c"), Integer.class)))
                .containsOnlyKeys("a", "c");
    }

    @Test
    @DisplayName("DEFECT-02: a transaction of more than a thousand writes loses none of them")
    default void hasNoLimit() {
        inside(TransactionMode.LOCKED, tx -> {
            IntStream.range(0, 1200).forEach(i -> answer(tx.set("k" + i, i)));
            return tx.increment("n");
        });
        List<String> keys = IntStream.range(0, 1200).mapToObj(i -> "k" + i).toList();
        assertThat(answer(cache().getMany(keys, Integer.class))).hasSize(1200).containsEntry("k0", 0);
        assertThat(answer(cache().counter("n"))).isEqualTo(1);
    }

    @Test
    @DisplayName("DEFECT-32: middleware sees each command of a transaction once")
    default void passesMiddleware() {
        Queue<CommandKind> seen = new ConcurrentLinkedQueue<>();
        Cache watched = open(
                builder -> builder.middleware(new Middleware() {
                    @Override
                    public <R> CompletionStage<R> handle(Command<R> command, Next next) {
                        seen.add(command.kind());
                        return next.proceed(command.mapKeys(key -> "v2:" + key));
                    }
                }),
                "");
        answer(watched.transaction(
                TransactionMode.LOCKED, tx -> tx.set("k", "v").thenCompose(set -> tx.increment("n"))));
        assertThat(seen).containsExactly(CommandKind.SET, CommandKind.INCREMENT);
        assertThat(answer(watched.get("k", String.class))).isEqualTo("v");
    }

    @Test
    @DisplayName("DEFECT-54: one block that many run at once is as many transactions")
    default void blocksAreReentrant() {
        Function<Transaction, CompletionStage<Long>> block = tx -> tx.increment("n");
        together(8, thread -> {
            for (int i = 0; i < 20; i++) {
                answer(cache().transaction(TransactionMode.FAST, block));
            }
            return 0;
        });
        assertThat(answer(cache().counter("n"))).isEqualTo(160);
    }

    @Test
    @DisplayName("DEFECT-56: what a task does in a transaction that is over is refused, not lost")
    default void refusesLateWrites() {
        Transaction late = inside(TransactionMode.FAST, tx -> tx.set("k", "v").thenApply(set -> tx));
        assertThatThrownBy(() -> late.set("k", "late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the transaction is over");
        try (CacheContext.Scope scope = late.context().open()) {
            assertThatThrownBy(() -> cache().set("k", "late")).isInstanceOf(IllegalStateException.class);
        }
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }

    @Test
    @DisplayName("a transaction is one of its cache: another cache inside is not part of it")
    default void belongsToOneCache() {
        Cache other = open(builder -> {}, "");
        assertThat(failure(cache().transaction(TransactionMode.FAST, tx -> {
                    try (CacheContext.Scope scope = tx.context().open()) {
                        answer(other.set("k", "other"));
                        answer(cache().set("k", "mine"));
                    }
                    return CompletableFuture.failedFuture(new IllegalStateException("broken"));
                })))
                .hasMessage("broken");
        assertThat(answer(other.exists("k"))).isTrue();
        assertThat(answer(cache().exists("k"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a transaction over several routes is written in all of them")
    default void spansRoutes(TransactionMode mode) {
        Cache two = open(builder -> {}, "", "b:");
        answer(two.transaction(
                TransactionOptions.of(mode).withRetries(1),
                tx -> tx.set("a:1", 1)
                        .thenCompose(set -> tx.set("b:1", 2))
                        .thenCompose(set -> tx.getMany(List.of("b:1", "a:1"), Integer.class))));
        assertThat(answer(two.getMany(List.of("a:1", "b:1"), Integer.class))).hasSize(2);
    }
}
