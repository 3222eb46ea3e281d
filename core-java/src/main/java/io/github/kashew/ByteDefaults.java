package io.github.kashew;

import org.jspecify.annotations.Nullable;

/** What holds for all routes of a cache that keep bytes, unless they say otherwise. Not thread-safe. */
public final class ByteDefaults extends ByteSettings<ByteDefaults> {

    ByteDefaults() {}

    @Override
    @Nullable
    ByteDefaults defaults() {
        return null;
    }

    @Override
    ByteDefaults self() {
        return this;
    }
}
