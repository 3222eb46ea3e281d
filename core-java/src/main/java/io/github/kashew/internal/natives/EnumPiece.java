package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.github.kashew.codec.StoredAs;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** An enum, each constant by its name; its shape is that of all constants, so that one more or less is another shape. */
record EnumPiece<E extends Enum<E>>(Class<E> type) implements Piece<E> {

    @Override
    public String shape() {
        StoredAs stored = type.getAnnotation(StoredAs.class);
        return Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .collect(Collectors.joining(",", (stored == null ? type.getName() : stored.value()) + "{", "}"));
    }

    @Override
    public void write(E value, CodedOutputStream to) throws IOException {
        to.writeStringNoTag(value.name());
    }

    @Override
    public E read(CodedInputStream from) throws IOException {
        return Enum.valueOf(type, from.readStringRequireUtf8());
    }
}
