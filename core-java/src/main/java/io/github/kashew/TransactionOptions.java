package io.github.kashew;

import java.time.Duration;
import java.util.Objects;

/**
 * How a transaction runs. Immutable.
 *
 * @param mode how far it is kept apart from others
 * @param timeout how long it may take with all its repetitions, and how long its leases last; 10 seconds by default
 * @param retries how often the block runs again after a conflict; 0 by default
 */
public record TransactionOptions(TransactionMode mode, Duration timeout, int retries) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the timeout is shorter than 1 ms or longer than a day, or the retries are negative
     */
    public TransactionOptions {
        Objects.requireNonNull(mode, "mode");
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout of a transaction must be 1 ms to 1 day, was " + timeout
                    + "; write, for example, withTimeout(\"10s\")");
        }
        if (retries < 0) {
            throw new IllegalArgumentException("retries must be 0 or more, was " + retries);
        }
    }

    /** Returns the options of a mode, with a timeout of 10 seconds and without retries. */
    public static TransactionOptions of(TransactionMode mode) {
        return new TransactionOptions(mode, DEFAULT_TIMEOUT, 0);
    }

    /** Returns these options with another timeout, such as {@code "5s"}. */
    public TransactionOptions withTimeout(String text) {
        return withTimeout(Ttl.of(text, "timeout of a transaction").toDuration());
    }

    /** Returns these options with another timeout. */
    public TransactionOptions withTimeout(Duration time) {
        return new TransactionOptions(mode, time, retries);
    }

    /** Returns these options with another number of repetitions after conflicts. */
    public TransactionOptions withRetries(int times) {
        return new TransactionOptions(mode, timeout, times);
    }
}
