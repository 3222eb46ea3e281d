package io.github.kashew.internal;

/** What a stream consists of, as far as it is known: chunks, one after the other. Guarded by the lock of the stream. */
sealed interface StreamContent<T> permits RecordedContent, StoredContent {

    /**
     * Answers what there is at a place, {@link StreamReading.Nothing} where it ends for now.
     *
     * @param position the number of elements before the place
     */
    StreamReading<T> at(StreamPlace place, long position);
}
