package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Command;
import io.github.kashew.CommandCallback;
import io.github.kashew.Middleware;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.CacheClock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells callbacks of the commands of one cache. Thread-safe. */
final class Callbacks implements Middleware {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    private static final long SECOND = 1_000_000_000;

    private final CacheClock clock;
    private final List<Added> everywhere = new CopyOnWriteArrayList<>();
    private final AtomicLong nextLog = new AtomicLong(Long.MIN_VALUE);

    Callbacks(CacheClock clock) {
        this.clock = clock;
    }

    /** One addition of a callback, equal only to itself: the same callback may be added twice. */
    private static final class Added {
        private final CommandCallback callback;

        Added(CommandCallback callback) {
            this.callback = callback;
        }
    }

    /** Tells a callback of all commands until the result is closed. */
    CacheContext.Scope add(CommandCallback callback) {
        Added own = new Added(callback);
        everywhere.add(own);
        return () -> everywhere.remove(own);
    }

    /** Tells whether nobody hears of commands from a context. */
    boolean isEmpty(CacheContext context) {
        return everywhere.isEmpty() && context.callbacks(this).isEmpty();
    }

    @Override
    public <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next) {
        CacheContext context = CacheContext.current();
        if (isEmpty(context) || command.keys().stream().anyMatch(InternalKeys::isInternal)) {
            return next.proceed(command);
        }
        List<CommandCallback> hearing = Stream.concat(
                        everywhere.stream().map(added -> added.callback), context.callbacks(this).stream())
                .toList();
        CompletionStage<R> answer = next.proceed(command);
        return Stages.settle(answer, (result, failure) -> {
            hearing.forEach(callback -> tell(callback, command, result, failure));
            return answer;
        });
    }

    /** Logs at most once a second. */
    private void note(Throwable thrown) {
        long now = clock.nanos();
        long next = nextLog.get();
        if (now >= next && nextLog.compareAndSet(next, now + SECOND)) {
            LOG.log(System.Logger.Level.WARNING, "a callback of commands threw, which changes nothing", thrown);
        }
    }

    private void tell(
            CommandCallback callback, Command<?> command, @Nullable Object result, @Nullable Throwable failure) {
        try {
            callback.ended(command, result, failure);
        } catch (RuntimeException | Error thrown) {
            note(thrown);
        }
    }
}
