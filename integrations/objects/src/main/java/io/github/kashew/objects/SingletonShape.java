package io.github.kashew.objects;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A Kotlin {@code object}: there is one, and it has no state that would be stored. */
record SingletonShape(Object instance) implements Shape {

    @Override
    public void write(Output out, @Nullable Object value) throws IOException {
        out.present(value);
    }

    @Override
    public @Nullable Object read(Input in) throws IOException {
        return in.present() ? instance : null;
    }
}
