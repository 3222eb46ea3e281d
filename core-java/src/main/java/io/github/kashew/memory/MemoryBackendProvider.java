package io.github.kashew.memory;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendProvider;
import io.github.kashew.spi.BackendUrl;
import java.util.Set;

/**
 * Serves {@code mem://?size=&max_bytes=&check_interval=&copy=}. With {@code copy=true} values are kept as bytes, as they
 * are by backends outside this process: readers get copies, and what would not survive there does not survive here.
 */
public final class MemoryBackendProvider implements BackendProvider {

    /** How many entries a memory backend holds unless it is told otherwise. */
    private static final long DEFAULT_SIZE = 10_000;

    private static final long DEFAULT_CHECK_INTERVAL_MILLIS = 1_000;
    private static final long LONGEST_CHECK_INTERVAL_MILLIS = 86_400_000;

    @Override
    public Set<String> schemes() {
        return Set.of("mem");
    }

    @Override
    public Backend<?> open(BackendUrl url, BackendContext context) {
        if (!url.address().isEmpty()) {
            throw url.refused("memory has no host and no path; write mem://?size=" + DEFAULT_SIZE);
        }
        boolean byWeight = url.text("max_bytes") != null;
        if (byWeight && url.text("size") != null) {
            throw url.refused("size and max_bytes exclude each other: give one of them");
        }
        long limit = byWeight ? url.bytes("max_bytes", 0) : url.number("size", DEFAULT_SIZE, 0, Long.MAX_VALUE >> 1);
        long interval = url.millis("check_interval", DEFAULT_CHECK_INTERVAL_MILLIS, LONGEST_CHECK_INTERVAL_MILLIS);
        Class<?> form = url.flag("copy", false) ? byte[].class : Object.class;
        return new MemoryBackend(
                form, byWeight ? Bound.weight(limit) : Bound.entries(limit), interval * 1_000_000, context);
    }
}
