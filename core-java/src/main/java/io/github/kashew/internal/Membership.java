package io.github.kashew.internal;

/** What the bits of a member say. */
enum Membership {
    /** No bit is set: it was never added, nor anything that shares a bit with it. */
    APART,
    /** Some bits are set: it was never added. */
    PARTLY,
    /** All bits are set: it may have been added. */
    MAYBE,
    /** The store could not be asked. */
    UNKNOWN;

    /** Returns what those bits say that begin at {@code from}. */
    static Membership of(long[] bits, int from, int count) {
        int set = 0;
        for (int i = from; i < from + count; i++) {
            set += (int) bits[i];
        }
        return set == count ? MAYBE : set == 0 ? APART : PARTLY;
    }

    /** Tells that it was certainly not added. */
    boolean isOutside() {
        return this == APART || this == PARTLY;
    }
}
