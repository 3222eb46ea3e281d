package io.github.kashew.disk;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which records leave first when a shard is full. */
enum EvictionPolicy {
    /** The one whose last use is longest ago. */
    LRU,
    /** The one that was used least often. */
    LFU,
    /** The one that was written longest ago. */
    OLDEST,
    /** None: a write that finds no room fails. */
    NONE;

    /** Returns the policy of a name in a settings URL. */
    static EvictionPolicy of(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values())
                                .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", was '" + name + "'"));
    }

    /** Tells whether reads change the order in which records leave. */
    boolean countsReads() {
        return this == LRU || this == LFU;
    }
}
