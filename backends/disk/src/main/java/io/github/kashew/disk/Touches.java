package io.github.kashew.disk;

import java.util.HashMap;
import java.util.Map;

/**
 * The entries that were read lately, and how often: what reads change about the order of eviction, without a write for
 * each. Bounded; what does not fit is forgotten. Thread-safe.
 */
final class Touches {

    private static final int MOST = 4096;

    private Map<Long, Integer> counts = new HashMap<>();

    synchronized void add(long entry) {
        if (counts.size() < MOST || counts.containsKey(entry)) {
            counts.merge(entry, 1, Integer::sum);
        }
    }

    synchronized boolean isHalfFull() {
        return counts.size() > MOST / 2;
    }

    synchronized Map<Long, Integer> take() {
        if (counts.isEmpty()) {
            return Map.of();
        }
        Map<Long, Integer> taken = counts;
        counts = new HashMap<>();
        return taken;
    }
}
