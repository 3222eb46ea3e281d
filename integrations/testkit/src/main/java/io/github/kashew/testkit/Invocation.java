package io.github.kashew.testkit;

import java.util.List;

/**
 * One operation that a cache asks of its backend.
 *
 * @param operation which
 * @param keys what it names: keys, a pattern, the name of a lease, or tags
 */
public record Invocation(BackendOperation operation, List<String> keys) {
    /** Copies. */
    public Invocation {
        keys = List.copyOf(keys);
    }
}
