package io.github.kashew.strategy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kashew.Call;
import io.github.kashew.Entry;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What this process has copied last, so that an unchanged value is not copied again. It keeps no value alive, and
 * remembers a limited number of keys. Thread-safe.
 */
final class Copied {

    private static final int MOST_KEYS = 10_000;
    private static final Object NULL = new Object();

    private final Cache<String, Copy> copies =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).executor(Runnable::run).build();

    /** A value, and until when its copy is good enough. */
    private record Copy(WeakReference<Object> value, long until) {}

    /**
     * Tells whether {@code value} has been copied for the key of the call, less than half of the copy's life ago. A load
     * with tags is copied in any case: tags of the copy before may have been deleted.
     */
    boolean holds(Call<?> call, @Nullable Object value) {
        if (call.isTagged() && !call.isReusing()) {
            return false;
        }
        Copy last = copies.getIfPresent(call.key());
        return last != null
                && Objects.equals(last.value.get(), value == null ? NULL : value)
                && !call.isPast(last.until);
    }

    /** Notes that {@code value} has been copied. */
    void note(String key, @Nullable Object value, Entry<?> copy) {
        long until = copy.expiresAt() == Entry.NEVER
                ? Entry.NEVER
                : copy.writtenAt() + (copy.expiresAt() - copy.writtenAt()) / 2;
        copies.put(key, new Copy(new WeakReference<>(value == null ? NULL : value), until));
    }

    /** Forgets a key. */
    void forget(String key) {
        copies.invalidate(key);
    }
}
