package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.TtlFunction;
import io.github.kashew.async.Stages;
import io.github.kashew.error.CacheException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is stored; loads and stores it where nothing is.
 *
 * @param ttl how long an outcome is stored
 */
record Simple(TtlFunction<? super @Nullable Object> ttl) implements Strategy {

    @Override
    public boolean stores() {
        return true;
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        return new Reading<>(inner, plan, ttl);
    }

    @Override
    public String toString() {
        return "simple(" + (ttl instanceof TtlFunction.Always ? ttl : "ttl of the outcome") + ")";
    }

    private record Reading<V extends @Nullable Object>(
            Step<V> inner, PlanSpec<V> plan, TtlFunction<? super @Nullable Object> ttl) implements Step.Reading<V> {

        @Override
        public boolean serves(Entry<V> entry) {
            return true;
        }

        @Override
        public CompletionStage<V> run(Call<V> call) {
            return Stages.then(
                    call.lookup(),
                    found -> found instanceof Entry<V> entry ? entry.outcome() : call.share(() -> fill(call)));
        }

        /** Looks again, which costs something only if another flight has landed meanwhile, and loads what is missing. */
        private CompletionStage<V> fill(Call<V> call) {
            return Stages.then(
                    call.lookup(), found -> found instanceof Entry<V> entry ? entry.outcome() : load(call, found));
        }

        private CompletionStage<V> load(Call<V> call, Lookup<V> missing) {
            long started = call.now();
            return Stages.settle(inner.run(call), (value, failure) -> {
                long now = call.now();
                Duration time = Duration.ofNanos(now - started);
                Entry<V> entry = entryOf(new Outcome<>(call.key(), call.args(), value, failure, time), now);
                CompletionStage<V> answer = failure == null ? Stages.done(value) : Stages.failed(failure);
                return entry == null ? answer : Stages.then(call.store(entry, missing), stored -> answer);
            });
        }

        @Override
        public @Nullable Entry<V> entryOf(Outcome<V> outcome, long now) {
            try {
                if (outcome.failure() instanceof CancellationException
                        || !plan.condition().stores(outcome)) {
                    return null;
                }
                return Entry.of(outcome, now, ttl.ttl(outcome).deadlineAfter(now));
            } catch (RuntimeException thrown) {
                thrown.addSuppressed(new CacheException("the condition or ttl of plan '" + plan + "' threw"));
                throw thrown;
            }
        }
    }
}
