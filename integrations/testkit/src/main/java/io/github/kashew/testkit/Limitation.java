package io.github.kashew.testkit;

/**
 * Something that a backend does not do, or does in a way that its users must know of.
 *
 * <p>A limitation changes what a sentence of the {@link BackendContract} expects. It never leaves a sentence out.
 */
public enum Limitation {

    /** What is read is the very object that was written, so whoever changes it changes it for all readers. */
    SHARES_OBJECTS,

    /** What one reader got may be the very object that the next one gets, as it is near; never the one that was written. */
    MAY_SHARE_READS,

    /** The number of keys includes those that have expired until they are swept. */
    COUNTS_EXPIRED
}
