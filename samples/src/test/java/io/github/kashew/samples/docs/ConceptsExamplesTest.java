package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Entry;
import io.github.kashew.Lease;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.spi.WriteCondition;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/concepts.md. */
class ConceptsExamplesTest {

    private final Cache cache = Cache.open("mem://?size=10000");
    private int finds;

    private CompletionStage<String> find(long id) {
        finds++;
        return CompletableFuture.completedFuture("name " + id);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void plan() {
        // example: plan
        CachePlan<String> names =
                cache.plan(String.class).key("name:{id}").through(simple("1h")).build();

        CompletionStage<String> miss = names.get(names.args(7), () -> find(7)); // looks up, loads, stores
        CompletionStage<String> hit = names.get(names.args(7), () -> find(7)); // looks up
        // end
        assertThat(miss.toCompletableFuture()).isCompletedWithValue("name 7");
        assertThat(hit.toCompletableFuture()).isCompletedWithValue("name 7");
        assertThat(finds).isEqualTo(1);
        assertThat(names).hasToString("name:{id} = simple(1h) → loader");
    }

    @Test
    void commands() {
        // example: commands
        CompletionStage<Boolean> stored = cache.set("motd", "hello", Ttl.of("1h"));
        CompletionStage<String> motd = cache.get("motd", String.class);
        CompletionStage<Boolean> first = cache.setIfAbsent("job:42", "started", Ttl.of("10m"));
        CompletionStage<Long> visits = cache.increment("visits");
        CompletionStage<Long> deleted = cache.deleteMatch("job:*");
        // end
        assertThat(stored.toCompletableFuture()).isCompletedWithValue(true);
        assertThat(motd.toCompletableFuture()).isCompletedWithValue("hello");
        assertThat(first.toCompletableFuture()).isCompletedWithValue(true);
        assertThat(visits.toCompletableFuture()).isCompletedWithValue(1L);
        assertThat(deleted.toCompletableFuture()).isCompletedWithValue(1L);
    }

    @Test
    void nullIsAValue() {
        TypeRef<String> text = TypeRef.of(String.class);
        // example: null
        cache.set("nickname:7", null, text, Ttl.of("1h"), WriteCondition.ALWAYS);

        CompletionStage<Entry<String>> stored = cache.entry("nickname:7", text); // an entry whose value is null
        CompletionStage<Entry<String>> absent = cache.entry("nickname:8", text); // null: no entry
        // end
        assertThat(stored.toCompletableFuture().join())
                .isNotNull()
                .extracting(Entry::value)
                .isNull();
        assertThat(absent.toCompletableFuture()).isCompletedWithValue(null);
    }

    @Test
    void lease() {
        // example: lease
        CompletionStage<String> report = cache.lease("report", Ttl.of("30s"), Duration.ofSeconds(5))
                .thenCompose(lease -> build(lease).whenComplete((done, failure) -> lease.release()));
        // end
        assertThat(report.toCompletableFuture()).isCompletedWithValue("report");
        assertThat(cache.isLeased("report").toCompletableFuture()).isCompletedWithValue(false);
    }

    private CompletionStage<String> build(Lease lease) {
        assertThat(lease.fencing()).isPositive();
        assertThat(cache.isLeased("report").toCompletableFuture()).isCompletedWithValue(true);
        return CompletableFuture.completedFuture("report");
    }
}
