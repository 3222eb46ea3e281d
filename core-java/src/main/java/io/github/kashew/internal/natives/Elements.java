package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Parts of a collection: their number, and each of them or null. */
final class Elements {

    private Elements() {}

    static void writeCount(int count, CodedOutputStream to) throws IOException {
        to.writeUInt32NoTag(count);
    }

    /** Reads a number of parts, each of which has at least one byte. */
    static int readCount(CodedInputStream from) throws IOException {
        int count = from.readUInt32();
        if (count < 0 || count > from.getBytesUntilLimit()) {
            throw new IllegalArgumentException("more parts were announced than there are bytes");
        }
        return count;
    }

    static <V> void write(@Nullable V value, Piece<V> piece, CodedOutputStream to) throws IOException {
        to.writeBoolNoTag(value != null);
        if (value != null) {
            piece.write(value, to);
        }
    }

    static <V> @Nullable V read(Piece<V> piece, CodedInputStream from) throws IOException {
        return from.readBool() ? piece.read(from) : null;
    }
}
