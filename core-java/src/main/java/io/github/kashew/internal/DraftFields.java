package io.github.kashew.internal;

import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of bits of one key in a transaction, as far as they were asked for. Guarded by the lock of the overlay. */
final class DraftFields {

    private final String key;
    private final Map<Long, Long> values = new HashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private int width;
    private boolean changed;

    DraftFields(String key) {
        this.key = key;
    }

    /** Forgets the values: the key has been deleted or replaced. */
    void forget() {
        values.clear();
        changed = false;
        width = 0;
    }

    /** Returns those of the fields that are not known, of one width in all that is changed. */
    long[] unknown(BitFields fields) {
        if (fields.width() != width) {
            if (changed) {
                throw new BackendException("the bits at " + Printable.text(key) + " were changed in fields of " + width
                        + " bits: until the commit, ask for them in the same width, not in " + fields.width());
            }
            values.clear();
            width = fields.width();
        }
        return Arrays.stream(fields.indexes())
                .filter(index -> !values.containsKey(index))
                .distinct()
                .toArray();
    }

    /** Takes note of what the store holds. */
    void learn(BitFields asked, long... found) {
        if (asked.width() != width) {
            return;
        }
        long[] indexes = asked.indexes();
        for (int i = 0; i < indexes.length; i++) {
            values.putIfAbsent(indexes[i], found[i]);
        }
        checks.add(new Check.SameFields(key, asked, Arrays.stream(found).boxed().toList()));
    }

    /** Answers the fields; those that nobody knows are zero. */
    long[] read(BitFields fields) {
        return Arrays.stream(fields.indexes())
                .map(index -> values.getOrDefault(index, 0L))
                .toArray();
    }

    /** Adds to the fields, stopping at zero and at their largest number; answers them. */
    long[] increment(BitFields fields, long by) {
        changed = true;
        return Arrays.stream(fields.indexes())
                .map(index -> {
                    long next = saturated(values.getOrDefault(index, 0L), by, fields.max());
                    values.put(index, next);
                    return next;
                })
                .toArray();
    }

    private static long saturated(long value, long by, long max) {
        long sum = value + by;
        if (by > 0) {
            return sum < 0 || sum > max ? max : sum;
        }
        return Math.max(sum, 0);
    }

    List<Check> checks() {
        return checks;
    }
}
