package io.github.kashew.internal;

import io.github.kashew.RouteBuilder;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.InvalidationSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a route holds near: what its URL says goes before its builder.
 *
 * @param size the most entries; 0 for no near cache
 * @param outageNanos how long they are served while the far store cannot be reached
 */
record NearOptions(long size, long outageNanos) {

    /** The most entries where only {@code client_side=true} is said. */
    private static final long DEFAULT_SIZE = 10_000;

    private static final long MOST = Integer.MAX_VALUE;
    private static final Duration LONGEST_OUTAGE = Duration.ofDays(1);

    /** Reads the options of a route. */
    static NearOptions of(RouteBuilder route, @Nullable BackendUrl url, Backend<?> backend) {
        if (!(backend instanceof InvalidationSource)) {
            if (route.near() > 0) {
                throw new NotConfiguredException("route '" + route.prefix() + "': near(" + route.near()
                        + ") needs a backend that announces the changes of others, such as redis://; leave near out");
            }
            return new NearOptions(0, 0);
        }
        long outage = route.nearOnOutage().toNanos();
        if (url == null) {
            return new NearOptions(route.near(), outage);
        }
        long size = url.number("near", -1, 0, MOST);
        if (url.text("client_side") != null) {
            boolean on = url.flag("client_side", false);
            if (size >= 0 && on != size > 0) {
                throw url.refused("parameters 'client_side' and 'near' contradict each other: give one of them");
            }
            size = size >= 0 || !on ? Math.max(size, 0) : DEFAULT_SIZE;
        }
        long millis = url.millis("near_on_outage", outage / 1_000_000, LONGEST_OUTAGE.toMillis());
        return new NearOptions(size < 0 ? route.near() : size, millis * 1_000_000);
    }

    boolean isOn() {
        return size > 0;
    }
}
