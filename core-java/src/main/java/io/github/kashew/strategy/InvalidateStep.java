package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.KeyCommand;
import io.github.kashew.Step;
import io.github.kashew.async.Stages;
import io.github.kashew.error.BackendException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is inside, then deletes keys.
 *
 * @param strategy how the strategy is drawn, for messages
 */
record InvalidateStep<V extends @Nullable Object>(Step<V> inner, List<BoundTemplate> templates, String strategy)
        implements Step<V> {

    /** Runs as a part of the flight, so that a load that outlives its callers invalidates as well. */
    @Override
    public CompletionStage<V> run(Call<V> call) {
        List<String> keys = templates.stream()
                .map(template -> template.key(call))
                .distinct()
                .toList();
        return call.share(() -> Stages.then(inner.run(call), value -> delete(call, keys, value)));
    }

    private CompletionStage<V> delete(Call<V> call, List<String> keys, V value) {
        CompletionStage<?> deleted = keys.size() == 1
                ? call.commands().delete(new KeyCommand.Delete(keys.get(0)))
                : call.commands().deleteMany(new KeyCommand.DeleteMany(keys));
        return Stages.settle(
                deleted,
                (count, failure) -> failure == null
                        ? Stages.done(value)
                        : Stages.failed(new BackendException(
                                "the call succeeded, but " + strategy
                                        + " failed: what is cached may be out of date; delete it again",
                                failure)));
    }
}
