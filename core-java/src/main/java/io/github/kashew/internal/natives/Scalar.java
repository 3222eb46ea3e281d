package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/** A type without parts that have types of their own. */
record Scalar<V>(Class<V> type, Writing<V> writing, Reading<V> reading) implements Piece<V> {

    /** Writes a value. */
    @FunctionalInterface
    interface Writing<V> {
        void write(V value, CodedOutputStream to) throws IOException;
    }

    /** Reads a value. */
    @FunctionalInterface
    interface Reading<V> {
        V read(CodedInputStream from) throws IOException;
    }

    @Override
    public String shape() {
        return type.getName();
    }

    @Override
    public void write(V value, CodedOutputStream to) throws IOException {
        writing.write(value, to);
    }

    @Override
    public V read(CodedInputStream from) throws IOException {
        return reading.read(from);
    }
}
