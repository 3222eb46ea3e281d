package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/**
 * How values of one type are written and read, alone or as a part of others. Thread-safe.
 *
 * @param <V> the type of the values, never null
 */
interface Piece<V> {

    /** Returns the text that stands for this type in fingerprints: equal only where the bytes are. */
    String shape();

    void write(V value, CodedOutputStream to) throws IOException;

    /** Reads one value, and allocates no more than the bytes that are left account for. */
    V read(CodedInputStream from) throws IOException;
}
