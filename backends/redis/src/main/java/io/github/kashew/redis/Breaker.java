package io.github.kashew.redis;

import io.github.kashew.error.BackendException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls from waiting, one after the other, for a server that does not answer.
 *
 * <p>It opens when so many commands in a row got no answer in time. From then on one command at a time is sent, and the
 * others fail at once; the first answer, which may be a refusal, closes it. A connection that is lost is no reason to
 * open: commands fail at once then anyway. Thread-safe.
 */
final class Breaker {

    /** What becomes of a command. */
    enum Admission {
        /** It is sent, like any other. */
        SENT,
        /** It is sent to find out whether the server answers again. */
        TRIAL,
        /** It is not sent. */
        REFUSED
    }

    private final int limit;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean trying = new AtomicBoolean();

    /**
     * Makes a breaker that is closed.
     *
     * @param limit how many commands in a row open it; 0 for never
     */
    Breaker(int limit) {
        this.limit = limit;
    }

    /** Decides about a command; one that is not refused is given back to {@link #ended}. */
    Admission admit() {
        if (limit == 0 || unanswered.get() < limit) {
            return Admission.SENT;
        }
        return trying.compareAndSet(false, true) ? Admission.TRIAL : Admission.REFUSED;
    }

    /** Learns how a command ended; without a failure it was answered. */
    void ended(Admission admission, @Nullable Throwable failure) {
        if (failure == null || Failures.isRefusal(failure)) {
            if (unanswered.get() != 0) {
                unanswered.set(0);
            }
        } else if (Failures.isTimeout(failure)) {
            unanswered.updateAndGet(count -> Math.min(count + 1, limit));
        }
        if (admission == Admission.TRIAL) {
            trying.set(false);
        }
    }

    /** Returns what a command to {@code server} that is not sent fails with. */
    BackendException refusal(String server) {
        return new BackendException("redis at " + server + " left " + limit
                + " commands in a row without an answer, so this one was not sent (parameter 'breaker'); one at a time is,"
                + " until it answers again");
    }
}
