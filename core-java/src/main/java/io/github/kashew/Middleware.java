package io.github.kashew;

import io.github.kashew.spi.CacheClock;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Advice around every command of a route: it may look, replace the command, its result, or answer itself.
 *
 * <p>Implementations are thread-safe and do not block. The first one that was added is the outermost.
 */
@FunctionalInterface
public interface Middleware {

    /** Carries {@code command} out, usually by {@code next.proceed(command)}. */
    <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next);

    /**
     * Keeps everything under keys that begin with {@code prefix}, so that several caches can share a store. Who asks sees
     * keys as they were asked for, those of scans included; {@link StoreOperations#clear} deletes what has the prefix, and
     * {@link StoreOperations#count} counts the whole store. Tags keep their names.
     *
     * @throws io.github.kashew.error.InvalidKeyException if the prefix is empty, or has a character that patterns use
     */
    static Middleware prefix(String prefix) {
        return Prefixed.with(prefix);
    }

    /**
     * Makes keys that differ in case only the same one, in every command. Scans answer keys in lower case.
     */
    static Middleware lowerCaseKeys() {
        return new MappedKeys(LowerCase::of, key -> key);
    }

    /**
     * Stores only values of {@code least} to {@code most} bytes. Others are loaded each time; a {@code set} of another value
     * deletes what the key held and answers false.
     *
     * @param bytes tells the size of a value, which may be null; called on the thread of the command
     * @throws IllegalArgumentException if the range is empty
     */
    static Middleware limitValues(long least, long most, ToLongFunction<? super @Nullable Object> bytes) {
        return new LimitedValues(least, most, bytes);
    }

    /**
     * Logs each command at {@code level} when it has ended: its kind, how it ended and how long it took. Keys are logged only
     * where {@code log} takes DEBUG, values never.
     */
    static Middleware logging(System.Logger log, System.Logger.Level level) {
        return logging(log, level, CacheClock.system());
    }

    /** As {@link #logging(System.Logger, System.Logger.Level)}, measuring by another clock, such as that of a test. */
    static Middleware logging(System.Logger log, System.Logger.Level level, CacheClock clock) {
        return new LoggedCommands(log, level, clock);
    }

    /** What is behind a middleware. */
    @FunctionalInterface
    interface Next {
        /** Carries a command out. */
        <R extends @Nullable Object> CompletionStage<R> proceed(Command<R> command);
    }
}
