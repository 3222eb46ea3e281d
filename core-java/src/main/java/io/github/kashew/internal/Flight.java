package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.PlanSpec.LastLeave;
import io.github.kashew.TagGenerations;
import io.github.kashew.error.LoadCancelledException;
import io.github.kashew.spi.CacheClock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One load and the callers that wait for it.
 *
 * <p>A flight ends once: it lands with a value, a failure or nothing, or it is abandoned by its last caller. The lock of
 * the flight guards its callers; no foreign code runs under it.
 */
final class Flight<V extends @Nullable Object> {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    private final String key;
    private final Object owner;
    private final LoadNode node;
    private final LastLeave onLastLeave;
    private final Flights flights;

    private final Waiters<V> waiters = new Waiters<>();
    private volatile List<String> tags = List.of();
    private volatile @Nullable TagGenerations captured;
    private volatile long capturedAt;
    private boolean over;
    private volatile boolean outdated;
    private @Nullable Runnable cancelLoad;
    private CacheClock.@Nullable Cancellable timer;

    /**
     * Makes a flight.
     *
     * @param owner tells the plan and the kind of call; flights are shared only within one owner
     * @param node the load, if it is known already and answers other flights as well
     * @param flights where it can be found, and from where it is removed before anybody is answered
     */
    Flight(String key, Object owner, @Nullable LoadNode node, LastLeave onLastLeave, Flights flights) {
        this.key = key;
        this.owner = owner;
        this.node = node == null ? new LoadNode(key) : node;
        this.onLastLeave = onLastLeave;
        this.flights = flights;
    }

    String key() {
        return key;
    }

    LoadNode node() {
        return node;
    }

    boolean belongsTo(Object other) {
        return owner.equals(other);
    }

    /** Adds a caller; null if the flight has ended. */
    synchronized @Nullable Waiter<V> join() {
        if (over) {
            return null;
        }
        Waiter<V> waiter = new Waiter<>(this);
        waiters.add(waiter);
        return waiter;
    }

    /** Says how a part of the load is cancelled; at once if everybody has left meanwhile. */
    void onCancel(Runnable cancel) {
        synchronized (this) {
            if (!over) {
                Runnable before = cancelLoad;
                cancelLoad = before == null
                        ? cancel
                        : () -> {
                            before.run();
                            cancel.run();
                        };
                return;
            }
        }
        cancel.run();
    }

    /** Lets the flight end its timer when it ends; at once if it has ended. */
    void endsTimer(CacheClock.Cancellable loadTimer) {
        synchronized (this) {
            if (!over) {
                timer = loadTimer;
                return;
            }
        }
        loadTimer.cancel();
    }

    /** Says which tags its value is to carry, before their generations are read. */
    void tagged(List<String> names) {
        tags = names;
    }

    /** Returns the tags that its value is to carry. */
    List<String> tags() {
        return tags;
    }

    /** Notes the generations of the tags as they were before the load; null if they could not be read. */
    void captured(@Nullable TagGenerations generations) {
        capturedAt = flights.captured();
        captured = generations;
    }

    /** Tells whether the generations of its tags were known when there had been {@code captures}, and thus before its load. */
    boolean wasCapturedBy(long captures) {
        return captured != null && capturedAt <= captures;
    }

    /** Returns the generations of the tags before the load; null if there was none, or they could not be read. */
    @Nullable
    TagGenerations captured() {
        return captured;
    }

    /** Notes that its value is older than a change of its key: it is answered to those who wait, and not stored. */
    void outdate() {
        outdated = true;
    }

    /** Tells whether its key was changed during the load. */
    boolean isOutdated() {
        return outdated;
    }

    /** Tells whether a value that the load brings now may be stored. */
    synchronized boolean mayStore() {
        return !over && !outdated;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Takes a caller off; the last one ends the flight and cancels the load, unless the plan lets it finish. */
    void leave(Waiter<V> waiter) {
        synchronized (this) {
            waiters.remove(waiter);
            if (over || !waiters.isEmpty() || onLastLeave == LastLeave.FINISH) {
                return;
            }
        }
        if (end(true) != null) {
            cancelLoad();
        }
    }

    /** Answers every caller. A load that was cancelled from within is reported as a failure of its own kind. */
    void land(@Nullable V value, @Nullable Throwable failure) {
        Throwable reported = failure instanceof CancellationException cancelled
                ? new LoadCancelledException(key, cancelled)
                : failure;
        tell(end(false), waiter -> waiter.land(value, reported));
    }

    /** Tells every caller that there is no outcome. */
    void landNothing() {
        tell(end(false), Waiter::landNothing);
    }

    /** Fails every caller and cancels the load. */
    void abort(Throwable failure) {
        List<Waiter<V>> left = end(false);
        if (left != null) {
            tell(left, waiter -> waiter.land(null, failure));
            cancelLoad();
        }
    }

    /**
     * Tells each of them: a failure whose message cannot be read lets a future throw once it is complete.
     *
     * <p>Their next steps may run here. They are no part of the load, and its context is not theirs.
     */
    private static <V extends @Nullable Object> void tell(
            @Nullable List<Waiter<V>> waiters, Consumer<Waiter<V>> outcome) {
        if (waiters == null) {
            return;
        }
        try (CacheContext.Scope outside = CacheContext.empty().open()) {
            waiters.forEach(waiter -> tell(waiter, outcome));
        }
    }

    private static <V extends @Nullable Object> void tell(Waiter<V> waiter, Consumer<Waiter<V>> outcome) {
        try {
            outcome.accept(waiter);
        } catch (Throwable thrown) {
            LOG.log(System.Logger.Level.WARNING, "a caller that was answered threw, which changes nothing");
        }
    }

    /** Ends the flight; answers who is to be told, or null if it has ended before or (if asked) somebody has joined. */
    private @Nullable List<Waiter<V>> end(boolean onlyIfEmpty) {
        List<Waiter<V>> left;
        CacheClock.Cancellable running;
        synchronized (this) {
            if (over || (onlyIfEmpty && !waiters.isEmpty())) {
                return null;
            }
            flights.landing(this); // before anybody can find it over and look whether it has landed
            over = true;
            left = waiters.takeAll();
            running = timer;
        }
        if (running != null) {
            running.cancel();
        }
        flights.remove(this);
        return left;
    }

    private void cancelLoad() {
        Runnable cancel;
        synchronized (this) {
            cancel = cancelLoad;
        }
        if (cancel != null) {
            cancel.run();
        }
    }
}
