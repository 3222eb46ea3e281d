package io.github.kashew.spi;

/** Why something left a backend. */
public enum RemovalCause {
    /** It was asked for. */
    DELETION,
    /** Its deadline passed. */
    EXPIRY,
    /** There was no more space. */
    EVICTION,
    /** Something else was written over it. */
    REPLACEMENT
}
