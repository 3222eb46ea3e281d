package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** Arrays of numbers, each number in its full width and the highest byte first. */
final class PrimitiveArrays {

    private PrimitiveArrays() {}

    static void addTo(Map<Class<?>, Piece<?>> all) {
        add(
                all,
                int[].class,
                (value, to) -> {
                    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(value.length, Integer.BYTES));
                    bytes.asIntBuffer().put(value);
                    to.writeByteArrayNoTag(bytes.array());
                },
                from -> {
                    ByteBuffer bytes = bytes(from, Integer.BYTES);
                    int[] value = new int[bytes.remaining() / Integer.BYTES];
                    bytes.asIntBuffer().get(value);
                    return value;
                });
        add(
                all,
                long[].class,
                (value, to) -> {
                    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(value.length, Long.BYTES));
                    bytes.asLongBuffer().put(value);
                    to.writeByteArrayNoTag(bytes.array());
                },
                from -> {
                    ByteBuffer bytes = bytes(from, Long.BYTES);
                    long[] value = new long[bytes.remaining() / Long.BYTES];
                    bytes.asLongBuffer().get(value);
                    return value;
                });
        add(
                all,
                double[].class,
                (value, to) -> {
                    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(value.length, Double.BYTES));
                    bytes.asDoubleBuffer().put(value);
                    to.writeByteArrayNoTag(bytes.array());
                },
                from -> {
                    ByteBuffer bytes = bytes(from, Double.BYTES);
                    double[] value = new double[bytes.remaining() / Double.BYTES];
                    bytes.asDoubleBuffer().get(value);
                    return value;
                });
        add(
                all,
                float[].class,
                (value, to) -> {
                    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(value.length, Float.BYTES));
                    bytes.asFloatBuffer().put(value);
                    to.writeByteArrayNoTag(bytes.array());
                },
                from -> {
                    ByteBuffer bytes = bytes(from, Float.BYTES);
                    float[] value = new float[bytes.remaining() / Float.BYTES];
                    bytes.asFloatBuffer().get(value);
                    return value;
                });
    }

    private static <V> void add(
            Map<Class<?>, Piece<?>> all, Class<V> type, Scalar.Writing<V> writing, Scalar.Reading<V> reading) {
        all.put(type, new Scalar<>(type, writing, reading));
    }

    private static ByteBuffer bytes(CodedInputStream from, int width) throws IOException {
        byte[] bytes = from.readByteArray();
        if (bytes.length % width != 0) {
            throw new IllegalArgumentException("an array of numbers of " + width + " bytes was expected");
        }
        return ByteBuffer.wrap(bytes);
    }
}
