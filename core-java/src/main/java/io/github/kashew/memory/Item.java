package io.github.kashew.memory;

import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.Stored;

/**
 * Something that a key holds and that is changed in place, under the lock of its key: not a record that can be read.
 */
abstract sealed class Item implements Stored<Object> permits Counter, Bits, Members, Window {

    private final long expiresAt;

    Item(long expiresAt) {
        this.expiresAt = expiresAt;
    }

    /** Returns what kind of thing this is, for messages. */
    abstract String kind();

    @Override
    public final long expiresAt() {
        return expiresAt;
    }

    @Override
    public long writeId() {
        return 0;
    }

    @Override
    public Object payload() {
        return this;
    }

    /** Tells whether this reads as a record. */
    static boolean isRecord(Stored<Object> held) {
        return !(held instanceof Item) || held instanceof Counter;
    }

    /** Tells that a key holds something else than a command is for. */
    static BackendException otherKind(String key, Stored<Object> held, String wanted) {
        String kind = held instanceof Item item ? item.kind() : "a value";
        return new BackendException("key " + Printable.text(key) + " holds " + kind + ", not " + wanted
                + ": delete it first, or use another key");
    }
}
