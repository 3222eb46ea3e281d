package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.async.Stages;
import io.github.kashew.error.BulkheadFullException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of loads of a plan run at once, lets some wait in a queue, and refuses the others with
 * {@link BulkheadFullException}.
 *
 * <p>Callers that share a load take one place together. A load that ends, fails, times out or is cancelled gives its
 * place to the next in the queue; the time in the queue counts towards the plan's load timeout. The places belong to one
 * plan in one process. Made by {@link Strategies#bulkhead(int)}; immutable, equal by its options.
 */
public final class Bulkhead implements Strategy {

    private static final int MOST = 1_000_000;

    private final Settings settings;

    /** How many loads run, and how many wait. */
    private record Settings(int loads, int queue) {}

    Bulkhead(int loads) {
        this(new Settings(within("loads", loads, 1), 100));
    }

    private Bulkhead(Settings settings) {
        this.settings = settings;
    }

    private static int within(String option, int value, int least) {
        if (value < least || value > MOST) {
            throw new IllegalArgumentException(option + " must be " + least + " to " + MOST + ", was " + value);
        }
        return value;
    }

    /** Lets up to {@code loads} wait, 100 by default; 0 refuses at once what finds no place. */
    public Bulkhead withQueue(int loads) {
        return new Bulkhead(new Settings(settings.loads, within("queue", loads, 0)));
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Neighbours.requireOne(
                plan,
                other -> other instanceof Bulkhead,
                "would take two places for a load: leave out the one that lets more run");
        requireInsideStore(plan.strategies());
        return new Bounded<>(inner, this, new Places(settings.loads, settings.queue));
    }

    private void requireInsideStore(List<Strategy> strategies) {
        boolean outside = false;
        for (Strategy each : strategies) {
            outside |= each == this;
            if (outside && each.stores()) {
                throw new IllegalArgumentException(this + " outside " + each
                        + " would let hits wait for loads: put it inside, through(" + each + ", " + this + ")");
            }
        }
    }

    private record Bounded<V extends @Nullable Object>(Step<V> inner, Bulkhead bulkhead, Places places)
            implements Step<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            return call.share(() -> waitAndRun(call));
        }

        private CompletionStage<V> waitAndRun(Call<V> call) {
            CompletableFuture<@Nullable Void> turn = places.take();
            if (turn == null) {
                return Stages.failed(new BulkheadFullException(bulkhead + " is full: " + bulkhead.settings.loads
                        + " loads are running and " + bulkhead.settings.queue + " wait"));
            }
            if (!turn.isDone()) {
                call.onCancel(() -> places.forgo(turn));
            }
            return Stages.then(turn, ready -> runAndGiveBack(call));
        }

        private CompletionStage<V> runAndGiveBack(Call<V> call) {
            CompletionStage<V> stage;
            try {
                stage = inner.run(call);
            } catch (Throwable failure) {
                stage = Stages.failed(failure);
            }
            CompletionStage<V> answer = stage;
            return Stages.settle(answer, (value, failure) -> {
                places.giveBack();
                return answer;
            });
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bulkhead that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "bulkhead(" + settings.loads + ")";
    }
}
