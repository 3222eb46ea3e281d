package io.github.kashew.internal;

import io.github.kashew.TypeRef;
import org.jspecify.annotations.Nullable;

/**
 * What is stored at the key of a complete stream, last of all: where its chunks are and how many elements they have.
 *
 * @param generation tells the chunks of this run from those of others
 * @param chunkSize the number of elements in each chunk but the last
 * @param elements the number of elements in all
 */
record StreamHead(long generation, int chunkSize, long elements) {

    /** As what it is stored. */
    static final TypeRef<long[]> TYPE = TypeRef.of(long[].class);

    /** Tells heads of this format from other numbers. */
    private static final long MARK = 0x6b61736865770001L;

    /** Returns the head that the numbers stand for, or null if they are something else. */
    static @Nullable StreamHead of(long[] numbers) {
        boolean ours = numbers.length == 4
                && numbers[0] == MARK
                && numbers[2] > 0
                && numbers[2] <= Integer.MAX_VALUE
                && numbers[3] >= 0;
        return ours ? new StreamHead(numbers[1], (int) numbers[2], numbers[3]) : null;
    }

    long[] numbers() {
        return new long[] {MARK, generation, chunkSize, elements};
    }

    /** Returns the number of chunks. */
    long chunks() {
        return elements / chunkSize + (elements % chunkSize == 0 ? 0 : 1);
    }
}
