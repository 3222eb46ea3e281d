package io.github.kashew;

import io.github.kashew.key.KeyTemplate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CacheStream} is built of. Immutable.
 *
 * @param type the type of the elements
 * @param template makes the keys; null if callers bring them
 * @param ttl how long a stream is found, counted from the beginning of its run
 * @param chunkSize how many elements are stored together
 * @param maxElements the length beyond which a stream is passed on and not stored
 */
public record StreamSpec<T>(
        TypeRef<T> type, @Nullable KeyTemplate template, Ttl ttl, int chunkSize, long maxElements) {}
