package io.github.kashew.internal;

import java.util.List;

/** What there is to read at one place of a stream. */
sealed interface StreamReading<T> {

    /** The elements from the place on, and the place behind them. */
    record Elements<T>(List<T> elements, StreamPlace next) implements StreamReading<T> {}

    /** Elements that are in the store. */
    record InChunk<T>(Chunks<T> chunks, StreamPlace place) implements StreamReading<T> {}

    /** Nothing yet; the reader is called when that changes. */
    record Nothing<T>() implements StreamReading<T> {}

    /** Nothing more. */
    record End<T>() implements StreamReading<T> {}

    /** Nothing more, because the source has failed. */
    record Failed<T>(Throwable failure) implements StreamReading<T> {}

    /** Nothing more, though there should be. */
    record Lost<T>() implements StreamReading<T> {}
}
