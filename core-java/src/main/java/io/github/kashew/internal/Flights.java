package io.github.kashew.internal;

import io.github.kashew.PlanSpec.LastLeave;
import io.github.kashew.spi.KeyPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The flights of one route, by key.
 *
 * <p>Who looks a key up, misses, and finds no flight may have missed one that landed in between. The number of landings
 * of the key's stripe, taken before the look-up, tells: if it has moved, the key is to be looked up again.
 */
final class Flights {

    private static final int STRIPES = 1024;

    private final ConcurrentHashMap<String, List<Flight<?>>> inFlight = new ConcurrentHashMap<>();
    private final AtomicLongArray landings = new AtomicLongArray(STRIPES);

    /**
     * A caller's place on a flight.
     *
     * @param leads whether the caller opened the flight and is to run the load
     */
    record Place<V extends @Nullable Object>(Flight<V> flight, Waiter<V> waiter, boolean leads) {}

    /** Returns the number of landings of the key's stripe so far. */
    long landings(String key) {
        return landings.get(stripe(key));
    }

    /** Joins the flight of {@code owner} at {@code key}, or opens one whose load will be {@code node}. */
    <V extends @Nullable Object> Place<V> board(String key, Object owner, LoadNode node, LastLeave onLastLeave) {
        Place<V> joined = join(inFlight.get(key), owner);
        if (joined != null) {
            return joined;
        }
        List<Place<V>> place = new ArrayList<>(1);
        inFlight.compute(key, (same, flights) -> {
            Place<V> found = join(flights, owner);
            if (found != null) {
                place.add(found);
                return flights;
            }
            Flight<V> opened = new Flight<>(key, owner, node, onLastLeave, this);
            place.add(open(opened));
            return flights == null ? List.of(opened) : with(flights, opened);
        });
        return place.get(0);
    }

    /** Opens a flight that nobody can join. */
    <V extends @Nullable Object> Place<V> boardAlone(String key, Object owner, LoadNode node, LastLeave onLastLeave) {
        return open(new Flight<>(key, owner, node, onLastLeave, this));
    }

    private static <V extends @Nullable Object> Place<V> open(Flight<V> flight) {
        Waiter<V> waiter = flight.join();
        if (waiter == null) {
            throw new IllegalStateException("a new flight cannot be over");
        }
        return new Place<>(flight, waiter, true);
    }

    @SuppressWarnings("unchecked") // an owner has one type of value
    private static <V extends @Nullable Object> @Nullable Place<V> join(
            @Nullable List<Flight<?>> flights, Object owner) {
        if (flights != null) {
            for (Flight<?> flight : flights) {
                if (flight.belongsTo(owner)) {
                    Waiter<V> waiter = ((Flight<V>) flight).join();
                    if (waiter != null) {
                        return new Place<>((Flight<V>) flight, waiter, false);
                    }
                }
            }
        }
        return null;
    }

    private static List<Flight<?>> with(List<Flight<?>> flights, Flight<?> one) {
        return Stream.concat(flights.stream(), Stream.of(one)).toList();
    }

    /** Tells who looked the key up before now, and finds no flight, to look again. */
    void countLanding(String key) {
        landings.getAndIncrement(stripe(key));
    }

    /** Forgets a flight that has ended. */
    void remove(Flight<?> ended) {
        inFlight.computeIfPresent(ended.key(), (same, flights) -> {
            List<Flight<?>> rest =
                    flights.stream().filter(flight -> flight != ended).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    /** Lets nobody join the flights of a key any more: their values are older than what changed just now. */
    void detach(String key) {
        if (!inFlight.isEmpty()) {
            inFlight.remove(key);
        }
    }

    /** Detaches the flights of all matching keys. */
    void detachMatching(KeyPattern pattern) {
        inFlight.keySet().removeIf(pattern::matches);
    }

    /** Detaches all flights. */
    void detachAll() {
        inFlight.clear();
    }

    /** Returns how many keys are being loaded. */
    int size() {
        return inFlight.size();
    }

    /** Returns the flights that can be joined. */
    List<Flight<?>> all() {
        return inFlight.values().stream().flatMap(List::stream).toList();
    }

    private static int stripe(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & (STRIPES - 1);
    }
}
