package io.github.kashew.internal;

import io.github.kashew.Detection;
import io.github.kashew.Entry;
import io.github.kashew.PlanSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A hit that was recorded and for which no call was made. What is to be said of it is found out when somebody asks.
 *
 * @param now when it was answered, by the time of the route
 */
record SeenHit(PlanSpec<?> plan, Route route, String key, Entry<?> entry, long now) implements Supplier<Detection> {

    @Override
    public Detection get() {
        boolean stale = now >= entry.staleAt();
        return new Detection(
                key,
                template(),
                plan.toString(),
                Trace.storing(plan),
                route.prefix(),
                stale ? Detection.Source.STALE : Detection.Source.HIT,
                Trace.tierOf(route),
                Duration.ofNanos(now - entry.writtenAt()),
                entry.expiresAt() == Entry.NEVER ? null : Duration.ofNanos(entry.expiresAt() - now),
                stale ? Duration.ofNanos(now - entry.staleAt()) : Duration.ZERO,
                null,
                entry.failure(),
                Duration.ofNanos(entry.loadNanos()),
                Duration.ZERO,
                List.of(new Detection.Event(Duration.ZERO, Trace.describe(entry, now))));
    }

    private @Nullable String template() {
        return plan.template() == null ? null : plan.template().template();
    }
}
