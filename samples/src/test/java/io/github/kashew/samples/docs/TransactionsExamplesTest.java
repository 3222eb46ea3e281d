package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionMode;
import io.github.kashew.TransactionOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The Java examples of transactions.md. */
class TransactionsExamplesTest {

    @Test
    void transfer() {
        try (Cache cache = Cache.open("mem://")) {
            cache.set("account:1", 100);
            cache.set("account:2", 0);
            // example: transfer
            TransactionOptions locked = TransactionOptions.of(TransactionMode.LOCKED)
                    .withTimeout("5s")
                    .withRetries(10);

            CompletionStage<Boolean> moved = cache.transaction(
                    locked, tx -> add(tx, "account:1", -30).thenCompose(taken -> add(tx, "account:2", 30)));
            // end
            assertThat(moved).isCompletedWithValue(true);
            assertThat(cache.get("account:2", Integer.class)).isCompletedWithValue(30);
        }
    }

    // example: add
    private static CompletionStage<Boolean> add(Transaction tx, String account, int amount) {
        return tx.get(account, Integer.class).thenCompose(balance -> tx.set(account, balance + amount));
    }
    // end

    @Test
    void plans() {
        try (Cache cache = Cache.open("mem://")) {
            CachePlan<String> users = cache.plan(String.class)
                    .key("user:{id}")
                    .through(simple("1h"))
                    .build();
            // example: plans
            CompletionStage<String> user = cache.transaction(TransactionMode.FAST, tx -> {
                try (var scope = tx.context().open()) {
                    return users.get(users.args(42), () -> CompletableFuture.completedFuture("Ada"));
                }
            });
            // end
            assertThat(user).isCompletedWithValue("Ada");
            assertThat(cache.get("user:42", String.class)).isCompletedWithValue("Ada");
        }
    }
}
