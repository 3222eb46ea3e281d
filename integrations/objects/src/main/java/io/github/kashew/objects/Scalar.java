package io.github.kashew.objects;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value without parts: a flag whether it is there, and what a writer of its class makes of it. */
record Scalar<V>(Class<V> type, Writer<V> writer, Reader<V> reader) implements Shape {

    @Override
    public void write(Output out, @Nullable Object value) throws IOException {
        if (out.present(value)) {
            writer.write(out, cast(value));
        }
    }

    @Override
    public @Nullable Object read(Input in) throws IOException {
        return in.present() ? reader.read(in) : null;
    }

    /** The same without the flag, for fields that cannot be null. */
    Shape primitive() {
        return new Primitive<>(this);
    }

    private V cast(@Nullable Object value) {
        return Objects.requireNonNull(type.cast(value));
    }

    interface Writer<V> {
        void write(Output out, V value) throws IOException;
    }

    interface Reader<V> {
        V read(Input in) throws IOException;
    }

    private record Primitive<V>(Scalar<V> boxed) implements Shape {
        @Override
        public void write(Output out, @Nullable Object value) throws IOException {
            boxed.writer.write(out, boxed.cast(value));
        }

        @Override
        public Object read(Input in) throws IOException {
            return boxed.reader.read(in);
        }
    }
}
