package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.async.Stages;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks what is inside, copies what it answers, and answers the copy in place of a failure. */
final class FailoverStep<V extends @Nullable Object> implements Step<V> {

    private final Step<V> inner;
    private final PlanSpec<V> plan;
    private final Failover.Settings settings;
    private final Covered covered;
    private final RefreshTrouble trouble;
    private final Copied copied = new Copied();

    FailoverStep(Step<V> inner, PlanSpec<V> plan, Failover.Settings settings, Covered covered, RefreshTrouble trouble) {
        this.inner = inner;
        this.plan = plan;
        this.settings = settings;
        this.covered = covered;
        this.trouble = trouble;
    }

    @Override
    public CompletionStage<V> run(Call<V> call) {
        CompletionStage<V> answer = inner.run(call);
        if (Stages.isDone(answer) && copied.holds(call, Stages.value(answer))) {
            return answer;
        }
        long started = call.now();
        return Stages.settle(
                answer, (value, failure) -> failure == null ? copy(call, value, started) : cover(call, failure));
    }

    @SuppressWarnings("NullAway") // null is the value of a step that answered it
    private CompletionStage<V> copy(Call<V> call, @Nullable V value, long started) {
        if (copied.holds(call, value)) {
            return Stages.done(value);
        }
        long now = call.now();
        Outcome<V> outcome =
                new Outcome<>(call.key(), call.args(), value, null, Duration.ofNanos(Math.max(now - started, 0)));
        if (!plan.condition().stores(outcome)) {
            return Stages.done(value);
        }
        Entry<V> entry = Entry.of(outcome, now, settings.ttl().ttl(outcome).deadlineAfter(now));
        return Stages.settle(call.storeCopy(entry), (stored, trouble) -> {
            if (Boolean.TRUE.equals(stored)) {
                copied.note(call.key(), value, entry);
            }
            return Stages.done(value); // the copy is not worth the answer
        });
    }

    private CompletionStage<V> cover(Call<V> call, Throwable failure) {
        Covered definitive = settings.definitive();
        if (definitive != null && definitive.covers(failure)) {
            copied.forget(call.key());
            return Stages.settle(
                    call.commands().delete(new KeyCommand.Delete(call.copyKey())),
                    (deleted, trouble) -> Stages.failed(failure));
        }
        if (!covered.covers(failure)) {
            return Stages.failed(failure);
        }
        return Stages.settle(call.lookupCopy(), (found, ignored) -> {
            if (!(found instanceof Entry<V> copy)) {
                return Stages.failed(failure);
            }
            trouble.note(failure, call.now());
            call.covers(failure, copy, trouble);
            return copy.outcome();
        });
    }
}
