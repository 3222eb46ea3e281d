package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.ManualClock;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of CONTRIBUTING.md: strategies that a user writes. */
class ContributingExamplesTest {

    // example: wrapping
    /** Measures the loads of a plan. It stands inside the strategy that stores, next to the loader. */
    record Measured(LongConsumer nanos) implements Strategy {

        @Override
        public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
            return call -> {
                long began = call.now();
                return inner.run(call).whenComplete((value, failure) -> nanos.accept(call.now() - began));
            };
        }

        @Override
        public String toString() {
            return "measured";
        }
    }
    // end

    // example: storing
    /** Stores values for one ttl, and the answer null for another. */
    record Negative(Ttl ttl, Ttl ttlOfNull) implements Strategy {

        @Override
        public boolean stores() {
            return true;
        }

        @Override
        public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
            return new Remembering<>(inner, plan, this);
        }

        @Override
        public String toString() {
            return "negative(" + ttl + ", " + ttlOfNull + ")";
        }
    }

    record Remembering<V extends @Nullable Object>(Step<V> inner, PlanSpec<V> plan, Negative policy)
            implements Step.Batching<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            return orElse(call, found -> call.share(() -> orElse(call, missing -> load(call, missing))));
        }

        /** Looks up; the second time costs something only if another flight has landed in between. */
        private CompletionStage<V> orElse(Call<V> call, Miss<V> miss) {
            return call.lookup()
                    .thenCompose(found -> found instanceof Entry<V> entry ? entry.outcome() : miss.answer(found));
        }

        private interface Miss<V extends @Nullable Object> {
            CompletionStage<V> answer(Lookup<V> missing);
        }

        private CompletionStage<V> load(Call<V> call, Lookup<V> missing) {
            long began = call.now();
            return inner.run(call).thenCompose(value -> {
                Duration time = Duration.ofNanos(call.now() - began);
                Entry<V> entry = entryOf(new Outcome<>(call.key(), call.args(), value, null, time), call.now());
                return entry == null
                        ? CompletableFuture.completedFuture(value)
                        : call.store(entry, missing).thenApply(stored -> value);
            });
        }

        @Override
        public @Nullable Entry<V> entryOf(Outcome<V> outcome, long now) {
            Ttl ttl = outcome.value() == null ? policy.ttlOfNull() : policy.ttl();
            return plan.condition().stores(outcome) ? Entry.of(outcome, now, ttl.deadlineAfter(now)) : null;
        }
    }
    // end

    private final ManualClock clock = new ManualClock();
    private final Cache cache = Cache.builder()
            .route("", "mem://")
            .clock(clock)
            .executor(Runnable::run)
            .build();
    private int loads;

    private CompletionStage<String> load(@Nullable String value) {
        loads++;
        return CompletableFuture.completedFuture(value);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void measures() {
        List<Long> times = new ArrayList<>();
        CachePlan<String> plan = cache.plan(String.class)
                .key("m:{id}")
                .through(simple("1h"), new Measured(times::add))
                .build();
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletionStage<String> answer = plan.get(plan.args(1), () -> slow);
        clock.advance("20ms");
        slow.complete("done");
        assertThat(answer.toCompletableFuture()).isCompletedWithValue("done");
        plan.get(plan.args(1), () -> slow);
        assertThat(times).containsExactly(20_000_000L);
        assertThat(plan).hasToString("m:{id} = simple(1h) → measured → loader");
    }

    @Test
    void remembersNullForAShorterTime() {
        // example: negative
        CachePlan<String> nicknames = cache.plan(String.class)
                .key("nickname:{id}")
                .through(new Negative(Ttl.of("1h"), Ttl.of("30s")))
                .build();
        // end
        nicknames.get(nicknames.args(1), () -> load(null));
        nicknames.get(nicknames.args(1), () -> load(null));
        assertThat(loads).isEqualTo(1);
        clock.advance("30s");
        nicknames.get(nicknames.args(1), () -> load("Ada"));
        clock.advance("59m");
        CompletionStage<String> hit = nicknames.get(nicknames.args(1), () -> load("Grace"));
        assertThat(hit.toCompletableFuture()).isCompletedWithValue("Ada");
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void sharesAndBatchesLikeAnyOther() {
        CachePlan<String> plan = cache.plan(String.class)
                .key("n:{id}")
                .through(new Negative(Ttl.of("1h"), Ttl.of("30s")))
                .build();
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletionStage<String> one = plan.get(plan.args(1), () -> slow);
        CompletableFuture<String> two =
                plan.get(plan.args(1), () -> load("second")).toCompletableFuture();
        two.cancel(true);
        assertThat(slow).isNotDone();
        slow.complete("first");
        assertThat(one.toCompletableFuture()).isCompletedWithValue("first");
        CompletionStage<Map<Args, String>> all = plan.getAll(List.of(plan.args(1), plan.args(2)), missing -> {
            Map<Args, String> loaded = new HashMap<>();
            missing.forEach(args -> loaded.put(args, "batch"));
            return CompletableFuture.completedFuture(loaded);
        });
        assertThat(all.toCompletableFuture().join())
                .containsEntry(plan.args(1), "first")
                .containsEntry(plan.args(2), "batch");
        assertThat(loads).isZero();
    }
}
