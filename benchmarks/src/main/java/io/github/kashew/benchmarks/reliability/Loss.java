package io.github.kashew.benchmarks.reliability;

/**
 * One loss of a connection.
 *
 * @param kind how it was lost
 * @param oldestNanos how long ago the oldest value that was read near then had been replaced
 */
record Loss(Kind kind, long oldestNanos) {

    /** How a connection is lost. */
    enum Kind {
        /** The server closes it. */
        KILLED,
        /** It is reset on the way. */
        RESET,
        /** Nothing comes through any more, and nobody is told. */
        HALF_OPEN
    }
}
