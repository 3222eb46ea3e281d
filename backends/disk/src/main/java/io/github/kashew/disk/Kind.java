package io.github.kashew.disk;

import io.github.kashew.error.BackendException;

/** The kinds of things that a key can hold. The codes are part of the file format. */
enum Kind {
    RECORD(0, "a value"),
    COUNTER(1, "a counter"),
    BITS(2, "bits"),
    SET(3, "a set"),
    WINDOW(4, "a sliding window");

    private static final Kind[] BY_CODE = {RECORD, COUNTER, BITS, SET, WINDOW};

    private final int code;
    private final String words;

    Kind(int code, String words) {
        this.code = code;
        this.words = words;
    }

    static Kind of(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new BackendException("a file holds something of the unknown kind " + code);
        }
        return BY_CODE[code];
    }

    int code() {
        return code;
    }

    /** Returns what this is, for messages. */
    String words() {
        return words;
    }

    /** Tells whether reads see this. */
    boolean isReadable() {
        return this == RECORD || this == COUNTER;
    }
}
