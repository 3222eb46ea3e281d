package io.github.kashew;

import org.jspecify.annotations.Nullable;

/**
 * Hears of commands when they have ended. It changes nothing: what it throws is logged.
 *
 * <p>It hears what reaches the store: after middleware, and not what is switched off. Commands on keys that Kashew keeps for
 * itself are left out. It runs on the thread that ended the command, so it must be quick and must not block; implementations
 * are thread-safe.
 */
@FunctionalInterface
public interface CommandCallback {

    /**
     * Hears that a command has ended.
     *
     * @param result what was answered; null also if it failed
     * @param failure what it failed with, or null
     */
    void ended(Command<?> command, @Nullable Object result, @Nullable Throwable failure);

    /** Returns a callback that hears only of commands of one kind. */
    default CommandCallback only(CommandKind kind) {
        return (command, result, failure) -> {
            if (command.kind() == kind) {
                ended(command, result, failure);
            }
        };
    }
}
