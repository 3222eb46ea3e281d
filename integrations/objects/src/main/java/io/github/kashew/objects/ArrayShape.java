package io.github.kashew.objects;

import java.io.IOException;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** A count and the elements of an array, of objects or of primitives. */
record ArrayShape(Class<?> component, Shape element) implements Shape {

    static Shape of(Class<?> component, Shape element) {
        return component == byte.class ? new Bytes() : new ArrayShape(component, element);
    }

    @Override
    public void write(Output out, @Nullable Object array) throws IOException {
        if (array == null) {
            out.none();
            return;
        }
        int length = Array.getLength(array);
        out.count(length);
        out.enter();
        for (int i = 0; i < length; i++) {
            element.write(out, Array.get(array, i));
        }
        out.leave();
    }

    @Override
    public @Nullable Object read(Input in) throws IOException {
        int length = in.count(1);
        if (length < 0) {
            return null;
        }
        in.enter();
        Object array = Array.newInstance(component, length);
        for (int i = 0; i < length; i++) {
            Array.set(array, i, element.read(in));
        }
        in.leave();
        return array;
    }

    private record Bytes() implements Shape {
        @Override
        public void write(Output out, @Nullable Object array) throws IOException {
            if (array == null) {
                out.none();
            } else {
                out.bytes((byte[]) array);
            }
        }

        @Override
        public byte @Nullable [] read(Input in) throws IOException {
            return in.bytes();
        }
    }
}
