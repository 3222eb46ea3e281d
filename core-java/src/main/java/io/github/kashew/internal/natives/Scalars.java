package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types that are written without asking for their parts. */
final class Scalars {

    private static final Map<Class<?>, Piece<?>> ALL = new HashMap<>();

    static {
        add(Boolean.class, (value, to) -> to.writeBoolNoTag(value), CodedInputStream::readBool);
        add(Byte.class, (value, to) -> to.writeSInt32NoTag(value), from -> (byte) within(from, Byte.MIN_VALUE, 127));
        add(Short.class, (value, to) -> to.writeSInt32NoTag(value), from ->
                (short) within(from, Short.MIN_VALUE, Short.MAX_VALUE));
        add(Character.class, (value, to) -> to.writeSInt32NoTag(value), from ->
                (char) within(from, Character.MIN_VALUE, Character.MAX_VALUE));
        add(Integer.class, (value, to) -> to.writeSInt32NoTag(value), CodedInputStream::readSInt32);
        add(Long.class, (value, to) -> to.writeSInt64NoTag(value), CodedInputStream::readSInt64);
        add(Float.class, (value, to) -> to.writeFloatNoTag(value), CodedInputStream::readFloat);
        add(Double.class, (value, to) -> to.writeDoubleNoTag(value), CodedInputStream::readDouble);
        add(String.class, Texts::write, Texts::read);
        add(byte[].class, (value, to) -> to.writeByteArrayNoTag(value), CodedInputStream::readByteArray);
        add(BigInteger.class, Scalars::write, Scalars::readBigInteger);
        add(
                BigDecimal.class,
                (value, to) -> {
                    to.writeSInt32NoTag(value.scale());
                    write(value.unscaledValue(), to);
                },
                from -> {
                    int scale = from.readSInt32();
                    return new BigDecimal(readBigInteger(from), scale);
                });
        add(
                UUID.class,
                (value, to) -> {
                    to.writeFixed64NoTag(value.getMostSignificantBits());
                    to.writeFixed64NoTag(value.getLeastSignificantBits());
                },
                from -> new UUID(from.readFixed64(), from.readFixed64()));
        Times.addTo(ALL);
        PrimitiveArrays.addTo(ALL);
    }

    private Scalars() {}

    private static <V> void add(Class<V> type, Scalar.Writing<V> writing, Scalar.Reading<V> reading) {
        ALL.put(type, new Scalar<>(type, writing, reading));
    }

    private static void write(BigInteger value, CodedOutputStream to) throws IOException {
        to.writeByteArrayNoTag(value.toByteArray());
    }

    private static BigInteger readBigInteger(CodedInputStream from) throws IOException {
        return new BigInteger(from.readByteArray());
    }

    private static int within(CodedInputStream from, int least, int most) throws IOException {
        int number = from.readSInt32();
        if (number < least || number > most) {
            throw new IllegalArgumentException("a number from " + least + " to " + most + " was expected");
        }
        return number;
    }

    /** Returns how values of a class are written, or null if it has parts or is not known. */
    static @Nullable Piece<?> of(Class<?> type) {
        return ALL.get(type);
    }
}
