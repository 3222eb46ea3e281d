package io.github.kashew.internal;

import java.util.List;

/** What there is to read at one position of a stream. */
sealed interface StreamReading<T> {

    /** The elements from the position on. */
    record Elements<T>(List<T> elements) implements StreamReading<T> {}

    /** Elements that are in the store. */
    record InChunk<T>(Chunks<T> chunks, long index, int offset) implements StreamReading<T> {}

    /** Nothing yet; the reader is called when that changes. */
    record Later<T>() implements StreamReading<T> {}

    /** Nothing more. */
    record End<T>() implements StreamReading<T> {}

    /** Nothing more, because the source has failed. */
    record Failed<T>(Throwable failure) implements StreamReading<T> {}
}
