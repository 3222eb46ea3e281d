package io.github.kashew;

/** Hearing of commands when they have ended. */
public interface CallbackOperations {

    /**
     * Tells {@code callback} of all commands of this cache, from whatever context, until the result is closed; on any thread,
     * and twice does nothing.
     */
    CacheContext.Scope addCallback(CommandCallback callback);

    /** Returns the current context, with {@code callback} told of the commands of this cache that are made in it. */
    CacheContext contextCalling(CommandCallback callback);

    /**
     * Tells {@code callback} of the commands that are made on this thread until the scope is closed, wherever they end, and
     * of no others. What a loader does is part of a load that others may share, and is not told.
     */
    default CacheContext.Scope calling(CommandCallback callback) {
        return contextCalling(callback).open();
    }
}
