package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Step;
import io.github.kashew.TypeRef;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers an older value to a caller that has waited long enough.
 *
 * @param type the type of the values
 * @param limit how long is long enough
 */
record TimeoutStep<V extends @Nullable Object>(Step<V> inner, TypeRef<V> type, Duration limit) implements Step<V> {

    @Override
    public CompletionStage<V> run(Call<V> call) {
        CompletionStage<V> stage = inner.run(call);
        CompletableFuture<V> future = stage.toCompletableFuture();
        if (Stages.isDone(stage) || future.isDone()) {
            return stage;
        }
        CompletableFuture<V> answer = new CompletableFuture<>();
        Runnable timer = call.schedule(() -> answerOlder(call, answer), limit);
        future.handle((value, failure) -> {
            timer.run();
            return failure == null ? answer.complete(value) : answer.completeExceptionally(Stages.unwrap(failure));
        });
        call.onCancel(timer);
        return answer;
    }

    /** Answers the entry or the copy; trouble in looking for them changes nothing. */
    private void answerOlder(Call<V> call, CompletableFuture<V> answer) {
        CompletionStage<Lookup<V>> entry = call.commands().get(new ValueCommand.Get<>(call.key(), type));
        CompletionStage<Lookup<V>> older = Stages.settle(
                entry, (found, trouble) -> found != null && isValue(found) ? Stages.done(found) : lookupCopy(call));
        Stages.map(older, found -> {
            if (isValue(found) && !answer.isDone()) {
                call.serves((Entry<V>) found);
            }
            return isValue(found) && answer.complete(value(found));
        });
    }

    /** Looks the copy up, which has been stale since this call found nothing fresh, if not longer. */
    private CompletionStage<Lookup<V>> lookupCopy(Call<V> call) {
        long since = call.now() - limit.toNanos();
        return Stages.map(
                call.lookupCopy(),
                found -> found instanceof Entry<V> copy ? copy.staleAt(Math.min(copy.staleAt(), since)) : found);
    }

    private static boolean isValue(Lookup<?> found) {
        return found instanceof Entry<?> entry && entry.failure() == null;
    }

    private static <V extends @Nullable Object> V value(Lookup<V> found) {
        return ((Entry<V>) found).value();
    }
}
