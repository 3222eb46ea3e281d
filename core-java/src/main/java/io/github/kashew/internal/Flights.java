package io.github.kashew.internal;

import io.github.kashew.PlanSpec.LastLeave;
import io.github.kashew.spi.KeyPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The flights of one route: by key, and those apart that nobody can join.
 *
 * <p>Who looks a key up, misses, and finds no flight may have missed one that landed in between. The number of landings
 * of the key's stripe, taken before the look-up, tells: if it has moved, the key is to be looked up again.
 */
final class Flights {

    private static final int STRIPES = 1024;

    private final ConcurrentHashMap<String, List<Flight<?>>> inFlight = new ConcurrentHashMap<>();
    private final Set<Flight<?>> apart = ConcurrentHashMap.newKeySet();
    private final AtomicLongArray landings = new AtomicLongArray(STRIPES);
    private final AtomicLong captures = new AtomicLong();

    /**
     * A caller's place on a flight.
     *
     * @param leads whether the caller opened the flight and is to run the load
     */
    record Place<V extends @Nullable Object>(Flight<V> flight, Waiter<V> waiter, boolean leads) {}

    /** Returns how often generations of tags have been captured for a flight so far. */
    long captures() {
        return captures.get();
    }

    /** Counts one more. */
    long captured() {
        return captures.incrementAndGet();
    }

    /** Returns the number of landings of the key's stripe so far. */
    long landings(String key) {
        return landings.get(stripe(key));
    }

    /** Joins the flight of {@code owner} at {@code key}, or opens one; its load is {@code node} if that is known. */
    <V extends @Nullable Object> Place<V> board(
            String key, Object owner, @Nullable LoadNode node, LastLeave onLastLeave) {
        List<Flight<?>> known = inFlight.get(key);
        if (known == null) {
            Flight<V> opened = new Flight<>(key, owner, node, onLastLeave, this);
            Place<V> leading = lead(opened);
            if (inFlight.putIfAbsent(key, List.of(opened)) == null) {
                return leading;
            }
        }
        Place<V> joined = join(known, owner);
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
            place.add(lead(opened));
            return flights == null ? List.of(opened) : with(flights, opened);
        });
        return place.get(0);
    }

    /** Opens a flight that nobody can join. */
    <V extends @Nullable Object> Place<V> boardAlone(
            String key, Object owner, @Nullable LoadNode node, LastLeave onLastLeave) {
        Flight<V> opened = new Flight<>(key, owner, node, onLastLeave, this);
        apart.add(opened);
        return lead(opened);
    }

    private static <V extends @Nullable Object> Place<V> lead(Flight<V> flight) {
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

    /** Counts the landing of a flight that is about to end. */
    void landing(Flight<?> ending) {
        landings.getAndIncrement(stripe(ending.key()));
    }

    /** Forgets a flight that has ended. */
    void remove(Flight<?> ended) {
        forget(ended);
        apart.remove(ended);
    }

    private void forget(Flight<?> one) {
        if (inFlight.remove(one.key(), List.of(one))) {
            return;
        }
        inFlight.computeIfPresent(one.key(), (same, flights) -> {
            List<Flight<?>> rest =
                    flights.stream().filter(flight -> flight != one).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    /** Lets nobody join the flights of a key any more: their values are older than what changed just now. */
    void detach(String key) {
        if (!inFlight.isEmpty()) {
            inFlight.computeIfPresent(key, (same, flights) -> {
                flights.forEach(this::outdate);
                return null;
            });
        }
    }

    /** Detaches the flights of a key but those of {@code owner}. */
    void detachOthers(String key, Object owner) {
        detachIf(key, flight -> !flight.belongsTo(owner));
    }

    /** Detaches some of the flights of a key. */
    void detachIf(String key, Predicate<Flight<?>> detached) {
        if (inFlight.containsKey(key)) {
            inFlight.computeIfPresent(key, (same, flights) -> {
                List<Flight<?>> kept =
                        flights.stream().filter(detached.negate()).toList();
                flights.stream().filter(flight -> !kept.contains(flight)).forEach(this::outdate);
                return kept.isEmpty() ? null : kept;
            });
        }
    }

    /** Sets a flight apart that is about to leave its key, so that it can be found until it ends. */
    private void outdate(Flight<?> flight) {
        flight.outdate();
        apart.add(flight);
        if (flight.isOver()) {
            apart.remove(flight);
        }
    }

    /** Detaches the flights of all matching keys. */
    void detachMatching(KeyPattern pattern) {
        inFlight.keySet().stream().filter(pattern::matches).forEach(this::detach);
        // those that nobody can join have no epoch to stop them: a pattern raises only the epochs of keys that are held
        apart.stream().filter(flight -> pattern.matches(flight.key())).forEach(Flight::outdate);
    }

    /** Detaches the flights whose values are to carry one of the tags. */
    void detachTagged(List<String> tags) {
        for (Flight<?> flight : all()) {
            if (!Collections.disjoint(flight.tags(), tags)) {
                outdate(flight);
                forget(flight);
            }
        }
    }

    /** Detaches all flights. */
    void detachAll() {
        inFlight.keySet().forEach(this::detach);
    }

    /** Returns how many keys are being loaded. */
    int size() {
        return inFlight.size();
    }

    /** Returns all flights that have not ended, those included that nobody can join any more. */
    List<Flight<?>> all() {
        return Stream.concat(inFlight.values().stream().flatMap(List::stream), apart.stream())
                .toList();
    }

    private static int stripe(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & (STRIPES - 1);
    }
}
