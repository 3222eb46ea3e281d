package io.github.kashew.internal;

import org.jspecify.annotations.Nullable;

/**
 * A stream that was found in the store.
 *
 * @param head says how many chunks there are
 * @param chunks those that belong to it
 * @param failure what follows the elements, or null
 */
record StoredContent<T>(
        StreamHead head, Chunks<T> chunks, @Nullable Throwable failure) implements StreamContent<T> {

    @Override
    public StreamReading<T> at(StreamPlace place, long position) {
        if (place.chunk() < head.chunks()) {
            return new StreamReading.InChunk<>(chunks, place);
        }
        return position == head.elements() ? new StreamReading.Nothing<>() : new StreamReading.Lost<>();
    }
}
