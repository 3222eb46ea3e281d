package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A list or a set, in the order of its iteration. */
record CollectionPiece<V>(String kind, Piece<V> element, IntFunction<Collection<@Nullable V>> empty)
        implements Piece<Collection<@Nullable V>> {

    /** No collection is made larger than this before its elements have been read. */
    private static final int LARGEST_GUESS = 1_024;

    @Override
    public String shape() {
        return kind + "<" + element.shape() + ">";
    }

    @Override
    public void write(Collection<@Nullable V> value, CodedOutputStream to) throws IOException {
        Elements.writeCount(value.size(), to);
        for (V each : value) {
            Elements.write(each, element, to);
        }
    }

    @Override
    public Collection<@Nullable V> read(CodedInputStream from) throws IOException {
        int count = Elements.readCount(from);
        Collection<@Nullable V> value = empty.apply(Math.min(count, LARGEST_GUESS));
        for (int i = 0; i < count; i++) {
            value.add(Elements.read(element, from));
        }
        return value;
    }
}
