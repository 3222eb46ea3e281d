package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.TtlFunction;
import io.github.kashew.async.Stages;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is stored; loads and stores it where nothing is.
 *
 * @param ttl how long an outcome is stored
 */
record Simple(TtlFunction<? super @Nullable Object> ttl) implements Strategy, Lifetime {

    @Override
    public boolean stores() {
        return true;
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        return new Reading<>(new Filling<>(inner, plan, this));
    }

    @Override
    public String toString() {
        return "simple(" + (ttl instanceof TtlFunction.Always ? ttl : "ttl of the outcome") + ")";
    }

    @Override
    public <V extends @Nullable Object> Entry<V> entryOf(Outcome<V> outcome, long now) {
        return Entry.of(outcome, now, ttl.ttl(outcome).deadlineAfter(now));
    }

    private record Reading<V extends @Nullable Object>(Filling<V> filling) implements Step.Batching<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            return Stages.then(
                    call.lookup(),
                    found -> found instanceof Entry<V> entry ? entry.outcome() : call.share(() -> filling.fill(call)));
        }

        @Override
        public @Nullable Entry<V> entryOf(Outcome<V> outcome, long now) {
            return filling.entryOf(outcome, now);
        }
    }
}
