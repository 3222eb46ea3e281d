package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.CacheContext;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionMode;
import io.github.kashew.error.TransactionRolledBackException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on blocks inside the block of a transaction. */
interface NestedTransactionSentences extends TransactionSentences {

    @Test
    @DisplayName("an inner block is written with the outer one, and sees what that wrote")
    default void joins() {
        inside(TransactionMode.LOCKED, outer -> {
            answer(outer.set("a", 1));
            try (CacheContext.Scope scope = outer.context().open()) {
                answer(cache().transaction(TransactionMode.FAST, inner -> {
                    assertThat(answer(inner.get("a", Integer.class))).isEqualTo(1);
                    return inner.set("b", 2);
                }));
            }
            assertThat(answer(cache().exists("b"))).isFalse();
            return outer.get("b", Integer.class);
        });
        assertThat(answer(cache().getMany(List.of("a", "b"), Integer.class))).hasSize(2);
    }

    @Test
    @DisplayName("the failure of an inner block is not committed over, even if the outer one swallows it")
    default void innerFailureRollsBack() {
        assertThat(failure(cache().transaction(TransactionMode.FAST, outer -> {
                    failInside(outer);
                    return outer.set("b", 2);
                })))
                .isInstanceOf(TransactionRolledBackException.class)
                .hasRootCauseMessage("inner");
        assertThat(answer(cache().count())).isZero();
    }

    @Test
    @DisplayName("a rollback after the failure of an inner block lets the outer one go on")
    default void innerFailureIsHandled() {
        inside(TransactionMode.FAST, outer -> {
            failInside(outer);
            outer.rollback();
            return outer.set("b", 2);
        });
        assertThat(answer(cache().exists("a"))).isFalse();
        assertThat(answer(cache().exists("b"))).isTrue();
    }

    private void failInside(Transaction outer) {
        try (CacheContext.Scope scope = outer.context().open()) {
            failure(cache().transaction(
                            TransactionMode.FAST,
                            inner -> inner.set("a", 1)
                                    .thenCompose(set ->
                                            CompletableFuture.failedFuture(new IllegalStateException("inner")))));
        }
    }

    @Test
    @DisplayName("an inner block does not get less than it asks for")
    default void refusesWeakerOuter() {
        inside(TransactionMode.FAST, outer -> {
            try (CacheContext.Scope scope = outer.context().open()) {
                assertThatThrownBy(() -> cache().transaction(TransactionMode.LOCKED, inner -> inner.set("a", 1)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("begin the outer one as LOCKED");
            }
            return outer.exists("a");
        });
    }
}
