package io.github.kashew.memory;

import io.github.kashew.spi.Content;
import io.github.kashew.spi.Stored;
import org.jspecify.annotations.Nullable;

/** Tells what items are. */
final class Contents {

    private Contents() {}

    /** Returns what a key holds, under whose lock this is called. */
    static Content<Object> of(@Nullable Stored<Object> live, long epoch) {
        if (live == null) {
            return new Content.Nothing<>(epoch);
        }
        if (live instanceof Counter counter) {
            return new Content.Total<>(counter.total(), counter.expiresAt());
        }
        if (live instanceof Members members) {
            return new Content.Members<>(members.texts(), members.expiresAt());
        }
        if (live instanceof Bits) {
            return new Content.Fields<>(live.expiresAt());
        }
        return live instanceof Window ? new Content.Events<>(live.expiresAt()) : new Content.Value<>(live);
    }
}
