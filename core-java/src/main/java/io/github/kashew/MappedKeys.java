package io.github.kashew;

import io.github.kashew.async.MappingPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.key.KeyRules;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything under other keys than it is asked for.
 *
 * @param there maps a key or a pattern to what the store knows it by
 * @param back maps a key of the store to the one that is asked for; null leaves it out
 */
record MappedKeys(UnaryOperator<String> there, Function<? super String, ? extends @Nullable String> back)
        implements Middleware {

    @Override
    @SuppressWarnings("unchecked") // a mapped answer has the type of the answer
    public <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next) {
        CompletionStage<R> answer = next.proceed(command.mapKeys(this::map));
        if (command instanceof KeyCommand.Scan) {
            return Stages.map(answer, keys -> (R) new MappingPublisher<>((Flow.Publisher<String>) keys, back));
        }
        if (command instanceof ValueCommand.GetMatch<?>) {
            return Stages.map(answer, found ->
                    (R) new MappingPublisher<>((Flow.Publisher<Map.Entry<String, Entry<?>>>) found, this::mapBack));
        }
        return answer;
    }

    private Map.@Nullable Entry<String, Entry<?>> mapBack(Map.Entry<String, Entry<?>> found) {
        String key = back.apply(found.getKey());
        return key == null ? null : Map.entry(key, found.getValue());
    }

    /** Maps a key; of one that Kashew keeps for itself, the key that it is about. */
    private String map(String key) {
        if (key.isEmpty() || key.charAt(0) != KeyRules.RESERVED) {
            return there.apply(key);
        }
        int subject = key.indexOf(KeyRules.RESERVED, 1) + 1;
        return key.substring(0, subject) + there.apply(key.substring(subject));
    }
}
