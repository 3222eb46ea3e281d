package io.github.kashew.redis;

import io.github.kashew.spi.CacheClock;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The tags that were deleted here within the last minute. They are deleted again whenever a connection is made: a replica
 * that took over, or a server that was restored from a snapshot, may not have heard of it.
 *
 * <p>Of more than 10,000 the last ones are remembered. Deleting a tag once more harms nobody but the entries that were
 * stored since, which are loaded again.
 */
final class RecentTags implements RedisConnectionStateListener {

    private static final int MOST = 10_000;
    private static final long KEPT_NANOS = 60_000_000_000L;
    private static final long RETRY_NANOS = 200_000_000;

    private final CacheClock clock;
    private final Function<List<String>, CompletionStage<Void>> deleting;
    private final Map<String, Long> deletedAt = new LinkedHashMap<>();
    private CacheClock.Cancellable retry = () -> {};
    private boolean closed;

    RecentTags(CacheClock clock, Function<List<String>, CompletionStage<Void>> deleting) {
        this.clock = clock;
        this.deleting = deleting;
    }

    /** Notes tags whose deletion is being sent. */
    synchronized void note(Collection<String> tags) {
        long now = clock.nanos();
        for (String tag : tags) {
            deletedAt.remove(tag); // so that it becomes the last one
            deletedAt.put(tag, now);
        }
        forget(now);
    }

    private void forget(long now) {
        Iterator<Long> oldest = deletedAt.values().iterator();
        int left = deletedAt.size();
        while (oldest.hasNext() && (oldest.next() <= now - KEPT_NANOS || left > MOST)) {
            oldest.remove();
            left--;
        }
    }

    private synchronized List<String> recent() {
        forget(clock.nanos());
        return closed ? List.of() : new ArrayList<>(deletedAt.keySet());
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
        repeat();
    }

    /** Deletes them again, until that is answered or a minute has passed. */
    private void repeat() {
        List<String> again = recent();
        if (!again.isEmpty()) {
            deleting.apply(again).whenComplete((done, failure) -> {
                if (failure != null) {
                    repeatLater();
                }
            });
        }
    }

    private synchronized void repeatLater() {
        retry.cancel();
        if (!closed) {
            retry = clock.schedule(this::repeat, RETRY_NANOS);
        }
    }

    /** Forgets all of them. */
    synchronized void close() {
        closed = true;
        retry.cancel();
        deletedAt.clear();
    }
}
