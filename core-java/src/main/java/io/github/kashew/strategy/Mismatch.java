package io.github.kashew.strategy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cached answer that differs from a fresh one.
 *
 * @param template the template of the plan's keys, or null if each call gives its key
 * @param key the key of the call
 * @param cached what the cache holds: a value, or the exception that was stored in place of one
 * @param fresh what was loaded
 * @param age how long ago the cached answer was written
 */
public record Mismatch(
        @Nullable String template,
        String key,
        @Nullable Object cached,
        @Nullable Object fresh,
        Duration age) {

    /** Names the template and the age; neither the key nor the answers, which may be secret. */
    @Override
    public String toString() {
        return "Mismatch[" + (template == null ? "without template" : template) + ", " + age + " old]";
    }
}
