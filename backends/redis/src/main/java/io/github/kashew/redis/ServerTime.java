package io.github.kashew.redis;

import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.Stored;
import io.lettuce.core.api.async.RedisServerAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The time of a server, as far as this process knows it.
 *
 * <p>A measurement tells between which bounds the server's clock is ahead of ours. The lower one is taken, so that the
 * time told here is never ahead of the server's, and behind it by no more than a reply takes. It is kept while further
 * measurements agree. Before the first measurement it is the time of this process.
 */
final class ServerTime {

    private final CacheClock clock;
    private boolean measured;
    private volatile long ahead;

    ServerTime(CacheClock clock) {
        this.clock = clock;
    }

    long now() {
        return clock.nanos() + ahead;
    }

    boolean isPast(long deadline) {
        long difference = ahead;
        long here = deadline - difference;
        boolean beyond = difference < 0 && here < deadline;
        return deadline != Stored.NEVER && !beyond && clock.isPast(here);
    }

    /** Asks a server for its time. */
    CompletionStage<Void> measure(RedisServerAsyncCommands<byte[], byte[]> server) {
        long asked = clock.nanos();
        return server.time().thenAccept(answer -> measured(nanos(answer), asked));
    }

    private static long nanos(List<byte[]> secondsAndMicros) {
        return Long.parseLong(RecordFormat.text(secondsAndMicros.get(0))) * 1_000_000_000
                + Long.parseLong(RecordFormat.text(secondsAndMicros.get(1))) * 1_000;
    }

    /** Learns that the server's time was {@code there} at some moment between {@code asked} and now. */
    private synchronized void measured(long there, long asked) {
        long least = there - clock.nanos();
        long most = there - asked;
        if (!measured || ahead < least || ahead > most) {
            ahead = least;
            measured = true;
        }
    }
}
