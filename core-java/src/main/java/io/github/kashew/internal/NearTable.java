package io.github.kashew.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kashew.spi.InvalidationSource.Tracking;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is held near, by name, at most a number of things.
 *
 * <p>A place is planted before something is read and filled with what the read brings, unless anything has removed or
 * replaced it since: places are compared by identity. What a place holds counts while its tracking holds.
 */
final class NearTable<T> {

    private final Cache<String, Place<T>> cache;
    private final ConcurrentMap<String, Place<T>> places;

    NearTable(long most) {
        this.cache =
                Caffeine.newBuilder().executor(Runnable::run).maximumSize(most).build();
        this.places = cache.asMap();
    }

    /** A place for one thing; equal only to itself. */
    static final class Place<T> {
        private final Tracking tracking;
        private final @Nullable T held;

        private Place(Tracking tracking, @Nullable T held) {
            this.tracking = tracking;
            this.held = held;
        }
    }

    /** Returns what is held at a name, or null. */
    @Nullable
    T get(String name) {
        Place<T> place = cache.getIfPresent(name);
        if (place == null) {
            return null;
        }
        if (place.tracking.holds()) {
            return place.held;
        }
        if (place.tracking.isOver()) {
            places.remove(name, place);
        }
        return null;
    }

    /** Plants an empty place for what a read will bring that has not begun. */
    Place<T> plant(String name, Tracking tracking) {
        Place<T> planted = new Place<>(tracking, null);
        cache.put(name, planted);
        return planted;
    }

    /** Fills a planted place, if it is still there. */
    void fill(String name, Place<T> planted, T value) {
        places.replace(name, planted, new Place<>(planted.tracking, value));
    }

    /** Takes a planted place away that is not to be filled, if it is still there. */
    void uproot(String name, Place<T> planted) {
        places.remove(name, planted);
    }

    /** Removes what is held or planted at a name. */
    void drop(String name) {
        places.remove(name);
    }

    /** Removes what is held or planted at matching names. */
    void dropMatching(Predicate<String> matches) {
        places.keySet().removeIf(matches);
    }

    /** Removes everything. */
    void clear() {
        cache.invalidateAll();
    }

    /** Removes what will never count again. */
    void sweep() {
        places.values().removeIf(place -> place.tracking.isOver());
    }

    /** Returns how many places there are, more or less. */
    long size() {
        return cache.estimatedSize();
    }
}
