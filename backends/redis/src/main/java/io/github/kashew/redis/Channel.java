package io.github.kashew.redis;

import java.util.Arrays;

/** The name of a channel, equal to another one of the same bytes. */
@SuppressWarnings("ArrayRecordComponent") // never changed after it was made
record Channel(byte[] name) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Channel that && Arrays.equals(name, that.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    @Override
    public String toString() {
        return Arrays.toString(name);
    }
}
