package io.github.kashew.memory;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.RemovalCause;
import io.github.kashew.spi.RemovalListener;
import io.github.kashew.spi.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the keys hold, bounded by Caffeine, with deadlines of its own.
 *
 * <p>Caffeine's per-entry expiry reads the clock and turns a timer wheel on every hit. Here a hit compares the deadline
 * with {@link CacheClock#isPast}, and what nobody reads is swept.
 */
final class Items {

    private final com.github.benmanes.caffeine.cache.Cache<String, Stored<Object>> cache;
    private final ConcurrentMap<String, Stored<Object>> map;
    private final CacheClock clock;
    private final AtomicLong earliestDeadline = new AtomicLong(Stored.NEVER);

    Items(Bound bound, BackendContext context) {
        this.clock = context.clock();
        Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
        Caffeine<String, Stored<Object>> bounded = bound.byWeight()
                ? builder.maximumWeight(bound.limit()).weigher(context.weigher()::weigh)
                : typed(builder.maximumSize(bound.limit()));
        if (context.removals().hears(RemovalCause.DELETION)) {
            bounded = bounded.removalListener((key, held, cause) -> tell(context.removals(), key, held, cause));
        } else if (context.removals().hears(RemovalCause.EVICTION)) {
            bounded = bounded.evictionListener((key, held, cause) -> tell(context.removals(), key, held, cause));
        }
        this.cache = bounded.build();
        this.map = cache.asMap();
    }

    @SuppressWarnings("unchecked") // a builder without listeners and weigher takes any types
    private static Caffeine<String, Stored<Object>> typed(Caffeine<Object, Object> builder) {
        return (Caffeine<String, Stored<Object>>) (Caffeine<?, ?>) builder;
    }

    private void tell(
            RemovalListener listener,
            @Nullable String key,
            @Nullable Stored<Object> held,
            com.github.benmanes.caffeine.cache.RemovalCause cause) {
        if (key != null && held != null) {
            listener.removed(key, cause(held, cause));
        }
    }

    private RemovalCause cause(Stored<Object> held, com.github.benmanes.caffeine.cache.RemovalCause cause) {
        if (clock.isPast(held.expiresAt())) {
            return RemovalCause.EXPIRY;
        }
        return switch (cause) {
            case SIZE -> RemovalCause.EVICTION;
            case REPLACED -> RemovalCause.REPLACEMENT;
            case EXPIRED -> RemovalCause.EXPIRY;
            case EXPLICIT, COLLECTED -> RemovalCause.DELETION;
        };
    }

    /** Returns what lives at a key. */
    @Nullable
    Stored<Object> get(String key) {
        Stored<Object> held = cache.getIfPresent(key);
        if (held == null || !clock.isPast(held.expiresAt())) {
            return held;
        }
        map.remove(key, held);
        return null;
    }

    void put(String key, Stored<Object> next) {
        cache.put(key, next);
        expectExpiry(next.expiresAt());
    }

    /**
     * Replaces what lives at a key by what {@code change} makes of it, under the lock of the key; null removes.
     *
     * <p>What {@code change} throws is thrown, and nothing has changed.
     */
    void change(String key, UnaryOperator<@Nullable Stored<Object>> change) {
        Stored<Object> next = map.compute(key, (same, held) -> {
            Stored<Object> live = held == null || clock.isPast(held.expiresAt()) ? null : held;
            return change.apply(live);
        });
        if (next != null) {
            expectExpiry(next.expiresAt()); // once it can be seen: a sweep that runs now would forget the deadline
        }
    }

    /** Answers what {@code question} says of what lives at a key, under the lock of the key. */
    <R> R look(String key, Function<@Nullable Stored<Object>, R> question) {
        List<R> answer = new ArrayList<>(1);
        map.computeIfPresent(key, (same, held) -> {
            if (!clock.isPast(held.expiresAt())) {
                answer.add(question.apply(held));
            }
            return held;
        });
        return answer.isEmpty() ? question.apply(null) : answer.get(0);
    }

    /** Removes what a key holds, and tells whether it lived. */
    boolean remove(String key) {
        Stored<Object> held = map.remove(key);
        return held != null && !clock.isPast(held.expiresAt());
    }

    void clear() {
        cache.invalidateAll();
    }

    long count() {
        return cache.estimatedSize();
    }

    /** Returns what lives at matching keys; what is written meanwhile may be missing. */
    Stream<Map.Entry<String, Stored<Object>>> matching(KeyPattern pattern) {
        return map.entrySet().stream()
                .filter(entry -> pattern.matches(entry.getKey())
                        && !clock.isPast(entry.getValue().expiresAt()));
    }

    /** Tells whether anything may have expired. */
    boolean mayHoldExpired() {
        long earliest = earliestDeadline.get();
        return earliest != Stored.NEVER && clock.isPast(earliest);
    }

    /** Removes what has expired. */
    void sweep() {
        earliestDeadline.set(Stored.NEVER);
        long now = clock.nanos();
        map.forEach((key, held) -> {
            if (now >= held.expiresAt()) {
                map.remove(key, held);
            } else {
                expectExpiry(held.expiresAt());
            }
        });
    }

    private void expectExpiry(long deadline) {
        if (deadline < earliestDeadline.get()) {
            earliestDeadline.accumulateAndGet(deadline, Math::min);
        }
    }
}
