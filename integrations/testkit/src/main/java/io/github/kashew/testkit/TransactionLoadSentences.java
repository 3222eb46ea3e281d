package io.github.kashew.testkit;

import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.TransactionMode;
import io.github.kashew.Ttl;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on plans inside transactions, and on loads around them. */
interface TransactionLoadSentences extends TransactionSentences {

    @Test
    @DisplayName("a plan inside a transaction answers what that wrote, and what it loads is stored with the commit")
    default void plansTakePart() {
        CachePlan<String> plan =
                cache().plan(String.class).key("p:{id}").through(simple("1h")).build();
        answer(cache().set("p:1", "old"));
        String answered = inside(TransactionMode.LOCKED, tx -> {
            answer(tx.set("p:1", "new"));
            try (CacheContext.Scope scope = tx.context().open()) {
                answer(plan.load(plan.args(2), () -> "loaded"));
                return plan.load(plan.args(1), () -> "not asked");
            } finally {
                assertThat(answer(cache().exists("p:2"))).isFalse();
            }
        });
        assertThat(answered).isEqualTo("new");
        assertThat(answer(cache().get("p:2", String.class))).isEqualTo("loaded");
    }

    @Test
    @DisplayName("what a plan loads inside a transaction that is rolled back is not stored")
    default void loadsAreRolledBack() {
        CachePlan<String> plan =
                cache().plan(String.class).key("p:{id}").through(simple("1h")).build();
        failure(cache().transaction(TransactionMode.FAST, tx -> {
            try (CacheContext.Scope scope = tx.context().open()) {
                answer(plan.load(plan.args(1), () -> "loaded"));
            }
            return CompletableFuture.failedFuture(new IllegalStateException("broken"));
        }));
        assertThat(answer(cache().exists("p:1"))).isFalse();
    }

    @Test
    @DisplayName("callers inside a transaction do not share a load with those outside")
    default void doesNotShareLoads() {
        CachePlan<String> plan =
                cache().plan(String.class).key("p:{id}").through(simple("1h")).build();
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletionStage<String> outside = plan.get(plan.args(1), () -> slow);
        String answered = inside(TransactionMode.FAST, tx -> {
            try (CacheContext.Scope scope = tx.context().open()) {
                return plan.get(plan.args(1), () -> CompletableFuture.completedFuture("inside"));
            }
        });
        assertThat(answered).isEqualTo("inside");
        slow.complete("outside");
        assertThat(answer(outside)).isEqualTo("outside");
    }

    @Test
    @DisplayName("a load that began before a commit does not overwrite what that wrote")
    default void commitsBeatLoads() {
        CachePlan<String> plan =
                cache().plan(String.class).key("p:{id}").through(simple("1h")).build();
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletionStage<String> outside = plan.get(plan.args(1), () -> slow);
        inside(TransactionMode.LOCKED, tx -> tx.set("p:1", "committed", Ttl.of("1h")));
        slow.complete("old");
        answer(outside);
        assertThat(answer(cache().get("p:1", String.class))).isEqualTo("committed");
    }
}
