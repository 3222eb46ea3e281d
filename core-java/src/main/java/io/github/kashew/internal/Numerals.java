package io.github.kashew.internal;

import java.nio.charset.StandardCharsets;

/** Counters as records: their number in ASCII decimal. */
final class Numerals {

    private static final int LONGEST = Long.toString(Long.MIN_VALUE).length();

    private Numerals() {}

    /** Tells whether bytes are a whole number of 64 bits in ASCII decimal. No frame begins like one. */
    static boolean isNumeral(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > LONGEST || bytes[0] == Frame.MAGIC) {
            return false;
        }
        int first = bytes[0] == '-' ? 1 : 0;
        for (int i = first; i < bytes.length; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return bytes.length > first && fits(bytes);
    }

    private static boolean fits(byte[] bytes) {
        if (bytes.length < LONGEST - 1) {
            return true;
        }
        try {
            parse(bytes);
            return true;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    static long parse(byte[] bytes) {
        return Long.parseLong(new String(bytes, StandardCharsets.US_ASCII));
    }
}
