package io.github.kashew;

import io.github.kashew.async.Stages;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import io.github.kashew.key.KeyRules;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keeps everything under keys that begin with a prefix, and clears no other keys. */
record Prefixed(String prefix, MappedKeys keys) implements Middleware {

    static Prefixed with(String prefix) {
        KeyRules.checkStrict(prefix);
        if (prefix.indexOf('*') >= 0 || prefix.indexOf('?') >= 0) {
            throw new InvalidKeyException(
                    "a prefix of keys must not contain * or ?, which patterns use, was " + Printable.text(prefix));
        }
        return new Prefixed(
                prefix,
                new MappedKeys(prefix::concat, key -> key.startsWith(prefix) ? key.substring(prefix.length()) : null));
    }

    @Override
    @SuppressWarnings("unchecked") // clearing answers nothing
    public <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next) {
        return command instanceof StoreCommand.Clear
                ? (CompletionStage<R>) Stages.map(next.proceed(new KeyCommand.DeleteMatch(prefix + "*")), count -> null)
                : keys.handle(command, next);
    }
}
