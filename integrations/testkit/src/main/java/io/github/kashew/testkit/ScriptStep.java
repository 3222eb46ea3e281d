package io.github.kashew.testkit;

import io.github.kashew.Cache;
import io.github.kashew.Entry;
import io.github.kashew.KeyOperations;
import io.github.kashew.spi.BitFields;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One command of a random script.
 *
 * @param text what it is, for messages
 * @param onCache carries it out on the cache
 * @param onModel carries it out on the model; it is told what the cache answered
 * @param passing how many nanoseconds pass instead of a command, or 0
 */
record ScriptStep(
        String text,
        Function<Cache, CompletionStage<?>> onCache,
        BiFunction<ReferenceModel, @Nullable Object, @Nullable Object> onModel,
        long passing) {

    private static final int FIELD_WIDTH = 3;

    /** Makes a step whose answer does not depend on a choice of the cache. */
    static ScriptStep of(
            String text,
            Function<Cache, CompletionStage<?>> onCache,
            Function<ReferenceModel, @Nullable Object> onModel) {
        return new ScriptStep(text, onCache, (model, actual) -> onModel.apply(model), 0);
    }

    /** Returns all that can be asked about a key; the last one empties it if it is a set. */
    static List<ScriptStep> looksAt(String key) {
        return List.of(
                of("get text " + key, cache -> cache.get(key, String.class), model -> model.get(key, String.class)),
                of("counter " + key, cache -> cache.counter(key), model -> model.get(key, Long.class)),
                of("exists " + key, cache -> cache.exists(key), model -> model.exists(key)),
                of("ttl " + key, cache -> cache.ttl(key), model -> left(model.deadline(key), model.now())),
                of(
                        "bits " + key,
                        cache -> bits(cache.getBits(key, fields(0, 5))),
                        model -> List.of(model.bits(key, 0), model.bits(key, 5))),
                new ScriptStep(
                        "pop all " + key,
                        cache -> cache.popFromSet(key, 99),
                        (model, popped) -> {
                            Set<String> members = model.members(key);
                            model.removeFromSet(key, members);
                            return members;
                        },
                        0));
    }

    private static @Nullable Duration left(@Nullable Long deadline, long now) {
        if (deadline == null) {
            return null;
        }
        return deadline == Entry.NEVER ? KeyOperations.FOREVER : Duration.ofNanos(deadline - now);
    }

    /** Returns the fields that scripts use. */
    static BitFields fields(long... indexes) {
        return BitFields.of(FIELD_WIDTH, indexes);
    }

    /** Returns numbers that can be compared. */
    static CompletionStage<List<Long>> bits(CompletionStage<long[]> fields) {
        return fields.thenApply(numbers -> Arrays.stream(numbers).boxed().toList());
    }
}
