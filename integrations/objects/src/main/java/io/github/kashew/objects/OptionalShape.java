package io.github.kashew.objects;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An optional value; the optional itself may be null. */
record OptionalShape(Shape content) implements Shape {

    @Override
    public void write(Output out, @Nullable Object value) throws IOException {
        if (out.present(value)) {
            content.write(out, ((Optional<?>) Scalars.present(value)).orElse(null));
        }
    }

    @Override
    public @Nullable Object read(Input in) throws IOException {
        return in.present() ? Optional.ofNullable(content.read(in)) : null;
    }
}
