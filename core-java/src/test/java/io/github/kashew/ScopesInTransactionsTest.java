package io.github.kashew;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Inside a transaction")
class ScopesInTransactionsTest {

    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .route("user:", "mem://?check_interval=0", route -> route.requireContext("tenant"))
            .executor(Runnable::run)
            .build();
    private final CachePlan<String> plan =
            cache.plan(String.class).key("k:{id}").through(simple("1h")).build();

    @AfterEach
    void close() {
        cache.close();
    }

    private CompletionStage<String> call() {
        return plan.get(plan.args(1), () -> CompletableFuture.completedFuture("loaded"));
    }

    private <R> CompletableFuture<R> inside(TransactionMode mode, Function<Transaction, CompletionStage<R>> block) {
        return cache.transaction(mode, tx -> {
                    try (CacheContext.Scope scope = tx.context().open()) {
                        return block.apply(tx);
                    }
                })
                .toCompletableFuture();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("DEFECT-31: what is switched off is not written, neither by the transaction nor by a plan in it")
    void switchedOff(TransactionMode mode) {
        cache.set("k", "before");
        cache.disable(CommandKind.SET);
        assertThat(inside(mode, tx -> tx.set("k", "new", Ttl.of("1h")).thenCompose(done -> call())))
                .isCompletedWithValue("loaded");
        cache.enable(CommandKind.SET);
        assertThat(cache.get("k", String.class)).isCompletedWithValue("before");
        assertThat(cache.exists("k:1")).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("DEFECT-31: what is switched off while it runs is off from then on")
    void switchedOffMeanwhile() {
        assertThat(inside(
                        TransactionMode.FAST,
                        tx -> tx.set("a", "new", Ttl.of("1h")).thenCompose(done -> {
                            cache.disable(CommandKind.SET);
                            return tx.set("b", "new", Ttl.of("1h"));
                        })))
                .isCompletedWithValue(false);
        assertThat(cache.get("a", String.class)).isCompletedWithValue("new");
        assertThat(cache.exists("b")).isCompletedWithValue(false);
    }

    @Test
    @DisplayName("keys have to be of the tenant of its beginning")
    void tenants() {
        try (CacheContext.Scope scope =
                CacheContext.current().with("tenant", "north").open()) {
            assertThat(inside(TransactionMode.FAST, tx -> tx.set("user:north:1", "Ada", Ttl.of("1h"))))
                    .isCompletedWithValue(true);
            assertThatThrownBy(() -> inside(TransactionMode.FAST, tx -> tx.set("user:south:1", "Eve", Ttl.of("1h")))
                            .get())
                    .hasRootCauseInstanceOf(InvalidKeyException.class);
        }
    }

    @Test
    @DisplayName("answers are counted and callbacks hear of commands, as outside")
    void countedAndHeard() {
        List<CommandKind> heard = new ArrayList<>();
        cache.addCallback((command, result, failure) -> heard.add(command.kind()));
        inside(
                TransactionMode.FAST,
                tx -> call().thenCompose(loaded -> {
                    try (CacheContext.Scope scope = tx.context().open()) {
                        return call();
                    }
                }));
        assertThat(cache.statistics().total().hits()).isEqualTo(1);
        assertThat(cache.statistics().total().misses()).isEqualTo(1);
        inside(TransactionMode.FAST, tx -> tx.get("k:1", String.class));
        assertThat(cache.statistics().route("").hits()).isEqualTo(2);
        assertThat(heard).contains(CommandKind.GET, CommandKind.SET);
    }
}
