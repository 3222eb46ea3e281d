package io.github.kashew.memory;

import io.github.kashew.spi.Stored;

/** A number. It reads as a record of a {@link Long}. */
final class Counter extends Item {

    private final long total;

    Counter(long total, long expiresAt) {
        super(expiresAt);
        this.total = total;
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
        return total;
    }

    @Override
    public Stored<Object> expiringAt(long nanos) {
        return new Counter(total, nanos);
    }
}
