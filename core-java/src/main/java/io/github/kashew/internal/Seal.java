package io.github.kashew.internal;

/**
 * Computes the check of a frame, over the first bytes of the frame, the key of the entry and the body.
 *
 * <p>Thread-safe.
 */
interface Seal {

    /** Returns the number that stands for the secret in the frame; 0 where there is none. */
    int keyId();

    /** Returns the length of a check in bytes. */
    int length();

    /**
     * Computes a check.
     *
     * @param frame the whole frame; its check is not looked at
     * @param key the key of the entry, with its length before it
     */
    byte[] check(byte[] frame, byte[] key);
}
