package io.github.kashew.benchmarks.codec;

import io.github.kashew.codec.TypeCodec;
import io.github.kashew.objects.ObjectCodec;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The codec of objects by itself. */
@State(Scope.Benchmark)
public class BareCodec {

    private final TypeCodec<Order> codec = codec();
    private final byte[] bytes = codec.encode(Order.sample());

    @SuppressWarnings("unchecked") // the codec of a type has the values of that type
    private static TypeCodec<Order> codec() {
        return (TypeCodec<Order>) new ObjectCodec().of(Order.class);
    }

    /** Returns the bytes of an order. */
    public byte[] encode(Order order) {
        return codec.encode(order);
    }

    /** Returns the order of bytes that were written before. */
    public Order decode() {
        return decode(bytes);
    }

    /** Returns the order of some bytes. */
    public Order decode(byte[] from) {
        return codec.decode(ByteBuffer.wrap(from));
    }
}
