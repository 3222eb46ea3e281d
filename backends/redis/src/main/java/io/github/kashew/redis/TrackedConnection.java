package io.github.kashew.redis;

import io.github.kashew.spi.CacheClock;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one server, on which it answers reads and announces changes in one order.
 *
 * <p>A period of tracking begins when the server has accepted to announce and then has answered a probe on the same
 * socket. It is confirmed by further probes and ends with the socket, with a flush of the server, with a probe that the
 * server refuses, or with an announcement that cannot be read.
 *
 * <p>The probe is a read of a key in a slot that the server should serve. A server that is cut off from its cluster, or
 * has lost its slots, refuses that while it still answers PING.
 */
final class TrackedConnection implements PushListener {

    /** How long a period holds after a probe was sent that was answered. */
    private static final Duration CONFIRMED = Duration.ofMillis(1_250);

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final Announcements announcements;
    private final CacheClock clock;
    private final long outageNanos;
    private final Consumer<@Nullable Throwable> onAnswer;

    private int socket;
    private boolean announcing;
    private volatile @Nullable TrackingPeriod current;
    private @Nullable TrackingPeriod before;

    /**
     * Makes a connection that is not tracked yet.
     *
     * @param outageNanos how long a period goes on without being confirmed
     * @param onAnswer hears why the server refuses to announce, or null when it has agreed
     */
    TrackedConnection(
            StatefulRedisConnection<byte[], byte[]> connection,
            Announcements announcements,
            CacheClock clock,
            long outageNanos,
            Consumer<@Nullable Throwable> onAnswer) {
        this.connection = connection;
        this.announcements = announcements;
        this.clock = clock;
        this.outageNanos = outageNanos;
        this.onAnswer = onAnswer;
    }

    StatefulRedisConnection<byte[], byte[]> connection() {
        return connection;
    }

    /** Returns the period for reads that are sent from now on, or null. */
    @Nullable
    TrackingPeriod period() {
        return current;
    }

    /** Begins to listen. */
    void open(byte[] probed) {
        connection.addListener(this);
        connected(probed);
    }

    /** Asks for announcements on a socket that is new, and probes when the server accepts. */
    synchronized void connected(byte[] probed) {
        lost();
        int mine = socket;
        TrackingArgs off = TrackingArgs.Builder.enabled(false);
        // off first: asking twice for one prefix is an error
        connection.async().clientTracking(off);
        connection.async().clientTracking(announcements.wanted()).whenComplete((done, failure) -> {
            if (failure == null) {
                onAnswer.accept(null);
                accepted(mine, probed);
            } else if (Failures.isRefusal(failure)) {
                onAnswer.accept(failure);
            }
        });
    }

    private synchronized void accepted(int on, byte[] probed) {
        if (on == socket) {
            announcing = true;
            probe(probed);
        }
    }

    /** Learns that the socket is gone. */
    synchronized void lost() {
        socket++;
        announcing = false;
        TrackingPeriod ended = current;
        current = null;
        if (ended != null && outageNanos > 0) {
            before = ended;
        } else if (ended != null) {
            end(ended);
        }
    }

    /** Ends the period, whatever the connection does. */
    synchronized void distrust() {
        TrackingPeriod ended = current;
        current = null;
        if (ended != null) {
            end(ended);
        }
        endBefore();
    }

    private void endBefore() {
        TrackingPeriod earlier = before;
        before = null;
        if (earlier != null) {
            end(earlier);
        }
    }

    private void end(TrackingPeriod period) {
        period.end();
        announcements.ended();
    }

    /** Asks for a key that the server should serve. */
    synchronized void probe(byte[] probed) {
        if (!announcing) {
            return;
        }
        int mine = socket;
        long sent = clock.nanos();
        connection.async().exists(probed).whenComplete((held, failure) -> {
            if (failure == null) {
                confirmed(mine, sent);
            } else if (Failures.isRefusal(failure)) {
                refused(mine);
            }
        });
    }

    private synchronized void refused(int on) {
        if (on == socket) {
            distrust();
        }
    }

    private synchronized void confirmed(int on, long sent) {
        if (on != socket || !announcing) {
            return;
        }
        long until = CacheClock.saturatedSum(sent, CONFIRMED.toNanos() + outageNanos);
        TrackingPeriod known = current;
        if (known != null) {
            known.confirm(until);
        } else {
            endBefore();
            current = new TrackingPeriod(clock, until);
        }
    }

    @Override
    public void onPushMessage(PushMessage message) {
        boolean told = false;
        try {
            told = announcements.tell(message);
        } finally {
            if (!told) {
                distrust();
            }
        }
    }

    /** Stops listening, and ends what there is. */
    void close() {
        connection.removeListener(this);
        synchronized (this) {
            socket++;
            announcing = false;
        }
        distrust();
    }
}
