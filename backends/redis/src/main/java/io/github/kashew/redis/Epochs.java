package io.github.kashew.redis;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Deletion epochs: a random number for each slot that every deletion and every unconditional write replaces.
 *
 * <p>Random rather than counted, so that no number comes back when the server has lost its data.
 */
final class Epochs {

    private Epochs() {}

    /** Returns a new epoch as the server keeps it. */
    static byte[] random() {
        return text(ThreadLocalRandom.current().nextLong());
    }

    /** Returns an epoch as the server keeps it. */
    static byte[] text(long epoch) {
        return Deadlines.number(epoch);
    }
}
