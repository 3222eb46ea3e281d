package io.github.kashew.benchmarks.reliability;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A value that says which write of which key it is, so that whoever reads it can tell whether it is whole and its own. */
final class NumberedValue {

    private static final int LENGTH = 100;

    private NumberedValue() {}

    static String of(String key, long number) {
        String said = key + " " + number + " ";
        String padded = said + "x".repeat(Math.max(0, LENGTH - said.length())) + " ";
        return padded + sum(padded);
    }

    /** Returns the number of the write; -1 if the value is not whole or belongs to another key. */
    static long numberOf(String key, String value) {
        int end = value.lastIndexOf(' ') + 1;
        if (end == 0 || !value.startsWith(key + " ") || !value.substring(end).equals(sum(value.substring(0, end)))) {
            return -1;
        }
        return Long.parseLong(value.substring(key.length() + 1, value.indexOf(' ', key.length() + 1)));
    }

    private static String sum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
