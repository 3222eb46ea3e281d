package io.github.kashew.spi;

/** A record that is nothing but its three fields. */
record PlainRecord<S>(S payload, long writeId, long expiresAt) implements Stored<S> {

    @Override
    public Stored<S> expiringAt(long nanos) {
        return new PlainRecord<>(payload, writeId, nanos);
    }
}
