package io.github.kashew.internal;

import io.github.kashew.TypeRef;
import org.jspecify.annotations.Nullable;

/**
 * What is stored at the key of a complete stream, last of all: where its chunks are and how many elements they have.
 *
 * @param generation tells the chunks of this run from those of others
 * @param chunks the number of chunks
 * @param elements the number of elements in all
 * @param failed whether a failure follows them, which is stored beside the chunks
 */
record StreamHead(long generation, long chunks, long elements, boolean failed) {

    /** As what it is stored. */
    static final TypeRef<long[]> TYPE = TypeRef.of(long[].class);

    /** Tells heads of this format from other numbers. */
    private static final long MARK = 0x6b61736865770002L;

    /** Returns the head that the numbers stand for, or null if they are something else. */
    static @Nullable StreamHead of(long[] numbers) {
        boolean ours = numbers.length == 5 && numbers[0] == MARK && numbers[2] >= 0 && numbers[3] >= numbers[2];
        return ours ? new StreamHead(numbers[1], numbers[2], numbers[3], numbers[4] != 0) : null;
    }

    long[] numbers() {
        return new long[] {MARK, generation, chunks, elements, failed ? 1 : 0};
    }
}
