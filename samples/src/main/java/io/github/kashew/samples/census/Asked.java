package io.github.kashew.samples.census;

import java.time.Duration;

/**
 * One question that was asked twice.
 *
 * @param question as a person asks it
 * @param first how long the first answer took
 * @param second how long the second answer took
 * @param loads how often the class files were read for both
 */
record Asked(String question, Duration first, Duration second, int loads) {
    private static final int TIMES = 2;

    /** Returns how many of the two answers were given without a load. */
    int hits() {
        return TIMES - loads;
    }

    /** Returns what the second answer was faster by, or zero if it was not. */
    Duration saved() {
        Duration difference = first.minus(second);
        return difference.isNegative() ? Duration.ZERO : difference;
    }
}
