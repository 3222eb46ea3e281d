package io.github.kashew.memory;

import io.github.kashew.spi.Stored;
import java.nio.charset.StandardCharsets;

/** A number. It reads as a record of a {@link Long}, or of its digits in ASCII where bytes are kept. */
final class Counter extends Item {

    private final long total;
    private final boolean bytes;

    Counter(long total, boolean bytes, long expiresAt) {
        super(expiresAt);
        this.total = total;
        this.bytes = bytes;
    }

    long total() {
        return total;
    }

    @Override
    String kind() {
        return "a counter";
    }

    /** Returns the total: who read it and writes on that condition is refused once it has changed. */
    @Override
    public long writeId() {
        return total;
    }

    @Override
    public Object payload() {
        return bytes ? Long.toString(total).getBytes(StandardCharsets.US_ASCII) : (Object) total;
    }

    @Override
    public Stored<Object> expiringAt(long nanos) {
        return new Counter(total, bytes, nanos);
    }
}
