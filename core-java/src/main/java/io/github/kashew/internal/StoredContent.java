package io.github.kashew.internal;

/**
 * A stream that was found in the store.
 *
 * @param head says how many chunks there are
 * @param chunks those that belong to it
 */
record StoredContent<T>(StreamHead head, Chunks<T> chunks) implements StreamContent<T> {

    @Override
    public StreamReading<T> at(StreamPlace place, long position) {
        if (place.chunk() < head.chunks()) {
            return new StreamReading.InChunk<>(chunks, place);
        }
        return position == head.elements() ? new StreamReading.Nothing<>() : new StreamReading.Lost<>();
    }
}
