package io.github.kashew.objects;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.github.kashew.error.CodecException;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The layouts of the JDK's value classes. */
@SuppressWarnings("JavaUtilDate") // applications declare java.util.Date
final class Scalars {
    private static final Map<Class<?>, Scalar<?>> ALL = new HashMap<>();
    private static final Shape STRING = new StringShape();

    static {
        add(
                Boolean.class,
                (out, v) -> out.stream().writeBoolNoTag(v),
                in -> in.stream().readBool());
        add(Byte.class, (out, v) -> out.stream().write(v), in -> in.stream().readRawByte());
        add(Short.class, (out, v) -> out.stream().writeSInt32NoTag(v), in -> toShort(in.stream()));
        add(Character.class, (out, v) -> out.stream().writeUInt32NoTag(v), in -> toChar(in.stream()));
        add(
                Integer.class,
                (out, v) -> out.stream().writeSInt32NoTag(v),
                in -> in.stream().readSInt32());
        add(
                Long.class,
                (out, v) -> out.stream().writeSInt64NoTag(v),
                in -> in.stream().readSInt64());
        add(
                Float.class,
                (out, v) -> writeFloat(out.stream(), v),
                in -> in.stream().readFloat());
        add(
                Double.class,
                (out, v) -> writeDouble(out.stream(), v),
                in -> in.stream().readDouble());
        add(BigInteger.class, (out, v) -> out.bytes(v.toByteArray()), in -> new BigInteger(present(in.bytes())));
        add(
                BigDecimal.class,
                (out, v) -> {
                    out.stream().writeSInt32NoTag(v.scale());
                    out.bytes(v.unscaledValue().toByteArray());
                },
                in -> {
                    int scale = in.stream().readSInt32();
                    return new BigDecimal(new BigInteger(present(in.bytes())), scale);
                });
        add(
                UUID.class,
                (out, v) -> {
                    out.stream().writeFixed64NoTag(v.getMostSignificantBits());
                    out.stream().writeFixed64NoTag(v.getLeastSignificantBits());
                },
                in -> new UUID(in.stream().readFixed64(), in.stream().readFixed64()));
        add(
                OptionalInt.class,
                (out, v) -> {
                    out.stream().writeBoolNoTag(v.isPresent());
                    out.stream().writeSInt32NoTag(v.orElse(0));
                },
                in -> {
                    boolean there = in.stream().readBool();
                    int value = in.stream().readSInt32();
                    return there ? OptionalInt.of(value) : OptionalInt.empty();
                });
        add(
                OptionalLong.class,
                (out, v) -> {
                    out.stream().writeBoolNoTag(v.isPresent());
                    out.stream().writeSInt64NoTag(v.orElse(0));
                },
                in -> {
                    boolean there = in.stream().readBool();
                    long value = in.stream().readSInt64();
                    return there ? OptionalLong.of(value) : OptionalLong.empty();
                });
        add(
                OptionalDouble.class,
                (out, v) -> {
                    out.stream().writeBoolNoTag(v.isPresent());
                    writeDouble(out.stream(), v.orElse(0));
                },
                in -> {
                    boolean there = in.stream().readBool();
                    double value = in.stream().readDouble();
                    return there ? OptionalDouble.of(value) : OptionalDouble.empty();
                });
        add(Date.class, Scalars::write, in -> new Date(in.stream().readSInt64()));
        add(URI.class, (out, v) -> out.string(v.toString()), in -> URI.create(present(in.string())));
        add(Locale.class, Scalars::write, in -> Locale.forLanguageTag(present(in.string())));
        add(
                Currency.class,
                (out, v) -> out.string(v.getCurrencyCode()),
                in -> Currency.getInstance(present(in.string())));
        TimeScalars.addTo(ALL);
    }

    private Scalars() {}

    /** Returns the layout of a class that has no parts, or null for another class. */
    static @Nullable Shape of(Class<?> type) {
        if (type == String.class) {
            return STRING;
        }
        Scalar<?> scalar = ALL.get(MethodType.methodType(type).wrap().returnType());
        return scalar == null || !type.isPrimitive() ? scalar : scalar.primitive();
    }

    /** Returns what must be there. */
    static <T> T present(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("a part is missing");
        }
        return value;
    }

    private static <V> void add(Class<V> type, Scalar.Writer<V> writer, Scalar.Reader<V> reader) {
        ALL.put(type, new Scalar<>(type, writer, reader));
    }

    private static short toShort(CodedInputStream in) throws IOException {
        int value = in.readSInt32();
        if (value != (short) value) {
            throw new IOException("not a short: " + value);
        }
        return (short) value;
    }

    private static char toChar(CodedInputStream in) throws IOException {
        int value = in.readUInt32();
        if (value != (char) value) {
            throw new IOException("not a char: " + value);
        }
        return (char) value;
    }

    private static void write(Output out, Date date) throws IOException {
        if (date.getClass() != Date.class) {
            throw new CodecException("a " + date.getClass().getName() + " stands where java.util.Date is declared; "
                    + "store a java.time.Instant");
        }
        out.stream().writeSInt64NoTag(date.getTime());
    }

    private static void write(Output out, Locale locale) throws IOException {
        String tag = locale.toLanguageTag();
        if (!Locale.forLanguageTag(tag).equals(locale)) {
            throw new CodecException(
                    "the locale " + locale + " has no language tag (BCP 47) of its own; use one that has");
        }
        out.string(tag);
    }

    /** All bits are kept, also those of a NaN. */
    private static void writeFloat(CodedOutputStream out, float value) throws IOException {
        out.writeFixed32NoTag(Float.floatToRawIntBits(value));
    }

    private static void writeDouble(CodedOutputStream out, double value) throws IOException {
        out.writeFixed64NoTag(Double.doubleToRawLongBits(value));
    }

    private static final class StringShape implements Shape {
        @Override
        public void write(Output out, @Nullable Object value) throws IOException {
            if (value == null) {
                out.none();
            } else {
                out.string((String) value);
            }
        }

        @Override
        public @Nullable Object read(Input in) throws IOException {
            return in.string();
        }
    }
}
