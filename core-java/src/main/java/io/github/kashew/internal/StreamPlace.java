package io.github.kashew.internal;

/**
 * Where in a stream a reader is.
 *
 * @param chunk the number of chunks before
 * @param offset the number of elements before in the chunk
 */
record StreamPlace(long chunk, int offset) {

    /** Before all elements. */
    static final StreamPlace BEGIN = new StreamPlace(0, 0);

    /** Returns the place behind the chunk. */
    StreamPlace nextChunk() {
        return new StreamPlace(chunk + 1, 0);
    }
}
