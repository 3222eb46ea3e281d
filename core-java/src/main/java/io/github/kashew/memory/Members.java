package io.github.kashew.memory;

import java.util.HashSet;
import java.util.Set;

/** A set of texts; never empty. It is read and changed under the lock of its key only. */
final class Members extends Item {

    private final Set<String> texts;

    Members(long expiresAt) {
        this(new HashSet<>(), expiresAt);
    }

    private Members(Set<String> texts, long expiresAt) {
        super(expiresAt);
        this.texts = texts;
    }

    /** Returns the same set, to be changed without this one. */
    Members copy() {
        return new Members(new HashSet<>(texts), expiresAt());
    }

    Set<String> texts() {
        return texts;
    }

    @Override
    String kind() {
        return "a set";
    }

    @Override
    public Members expiringAt(long nanos) {
        return new Members(texts, nanos);
    }
}
