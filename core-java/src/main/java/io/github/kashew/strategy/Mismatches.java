package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.PlanSpec;
import io.github.kashew.Strategy;
import io.github.kashew.async.Stages;
import io.github.kashew.error.Printable;
import io.github.kashew.key.KeyTemplate;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Compares the cached answers of one plan with fresh ones, and tells of differences. Thread-safe.
 *
 * <p>Code of the application runs on the executor of the cache, and what it throws is logged.
 */
final class Mismatches {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    private final Comparison comparison;
    private final PlanSpec<?> plan;
    private final LongAdder found = new LongAdder();
    private final OncePerSecond log = new OncePerSecond();
    private final OncePerSecond logOfTrouble = new OncePerSecond();

    Mismatches(Comparison comparison, PlanSpec<?> plan) {
        this.comparison = comparison;
        this.plan = plan;
    }

    /** Compares {@code cached} with a value that was loaded while it was there. */
    <V extends @Nullable Object> void compare(Call<V> call, Entry<V> cached, V fresh) {
        execute(call, () -> {
            if (cached.failure() != null || !comparison.same().test(cached.value(), fresh)) {
                tellIfUnchanged(call, cached, fresh);
            }
        });
    }

    /** Tells of a difference, unless it came about because the key was written or deleted during the load. */
    private <V extends @Nullable Object> void tellIfUnchanged(Call<V> call, Entry<V> cached, V fresh) {
        Stages.then(call.lookupAgain(), now -> {
            if (now instanceof Entry<V> entry && entry.writeId() == cached.writeId()) {
                execute(call, () -> tell(call, cached, fresh));
            }
            return Stages.nothing();
        });
    }

    private <V extends @Nullable Object> void tell(Call<V> call, Entry<V> cached, V fresh) {
        KeyTemplate template = plan.template();
        Duration age = Duration.ofNanos(Math.max(call.now() - cached.writtenAt(), 0));
        Mismatch mismatch =
                new Mismatch(template == null ? null : template.template(), call.key(), cached.content(), fresh, age);
        if (comparison.listener() == null) {
            log(mismatch, call.now());
        } else {
            comparison.listener().accept(mismatch);
        }
    }

    private void log(Mismatch mismatch, long now) {
        found.increment();
        if (log.isDue(now)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: a cached answer differs from a fresh one, {1} so far; this one is {2} old",
                    plan,
                    found.sum(),
                    mismatch.age());
        }
        LOG.log(System.Logger.Level.DEBUG, () -> "differs: " + Printable.text(mismatch.key()));
    }

    private void execute(Call<?> call, Runnable task) {
        try {
            call.executor().execute(() -> {
                try {
                    task.run();
                } catch (Throwable thrown) {
                    note(thrown, call.now());
                }
            });
        } catch (RuntimeException refused) {
            note(refused, call.now());
        }
    }

    private void note(Throwable failure, long now) {
        if (logOfTrouble.isDue(now)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: comparing a cached answer, or telling of a difference, failed: {1}",
                    plan,
                    failure.toString());
        }
    }

    /**
     * Refuses to compare where nothing is stored, or twice.
     *
     * @throws IllegalArgumentException if no strategy inside {@code strategy} stores, or another one compares
     */
    static void requireStored(Strategy strategy, PlanSpec<?> plan) {
        Neighbours.requireOne(
                plan,
                other -> other instanceof Verify || other instanceof Shadow,
                "would compare each other's loads: leave one out");
        int own = plan.strategies().indexOf(strategy);
        if (plan.strategies().stream().skip(own + 1L).noneMatch(Strategy::stores)) {
            throw new IllegalArgumentException(
                    strategy + " compares what is stored with what is loaded, and no strategy"
                            + " inside it stores: put one there, such as simple(\"1h\")");
        }
    }
}
