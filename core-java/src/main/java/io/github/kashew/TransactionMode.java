package io.github.kashew;

/** How far transactions that run at the same time are kept apart. Each mode keeps them further apart than the one before. */
public enum TransactionMode {

    /** Changes are held back until the commit, and then written whatever has changed meanwhile. */
    FAST,

    /**
     * The commit leases what it writes, and fails with {@link io.github.kashew.error.TransactionConflictException} if anything
     * that was read has changed since.
     */
    LOCKED,

    /** As {@link #LOCKED}, and transactions of this mode run one after the other: one lease is held from the beginning. */
    SERIALIZABLE
}
