package io.github.kashew.benchmarks.redis;

import io.github.kashew.benchmarks.memory.Ring;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What is kept in Redis. */
final class Values {

    /** 100 characters of one byte. */
    static final String TEXT = "0123456789".repeat(10);

    /** The key of {@link #bytes()}. */
    static final String BYTES_KEY = "bytes:1";

    /** The key of the order. */
    static final String ORDER_KEY = "order:4711";

    /** The prefix of a cache of its own, whose values are signed. */
    static final String SIGNED_PREFIX = "signed:";

    private Values() {}

    /** Returns 10 kB that do not compress. */
    static byte[] bytes() {
        byte[] bytes = new byte[10_240];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** Returns the keys of all texts. */
    static List<String> keys() {
        return IntStream.range(0, Ring.SIZE)
                .mapToObj(i -> Ring.keyOf(Ring.idAt(i)))
                .toList();
    }

    /** Returns a hundred of the keys. */
    static List<String> hundredKeys() {
        return keys().subList(0, 100);
    }
}
