package io.github.kashew.objects;

import io.github.kashew.error.CodecException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a record or class, one after the other. */
final class FieldsShape implements Shape {
    private final Class<?> type;
    private final Construction construction;
    private MethodHandle[] getters = {};
    private Shape[] shapes = {};

    FieldsShape(Class<?> type, Construction construction) {
        this.type = type;
        this.construction = construction;
    }

    /** Second step of construction, as a field may be of the class itself. */
    void fields(List<Shape> all) {
        getters = construction.getters();
        shapes = all.toArray(Shape[]::new);
    }

    @Override
    public void write(Output out, @Nullable Object value) throws IOException {
        if (value != null && value.getClass() != type) {
            throw new CodecException("a " + value.getClass().getName() + " stands where " + type.getName()
                    + " is declared; seal the declared type, or name the class in ObjectCodec.allowing");
        }
        if (!out.present(value)) {
            return;
        }
        out.enter();
        for (int i = 0; i < shapes.length; i++) {
            shapes[i].write(out, get(getters[i], value));
        }
        out.leave();
    }

    @Override
    public @Nullable Object read(Input in) throws IOException {
        if (!in.present()) {
            return null;
        }
        in.enter();
        Object[] values = new Object[shapes.length];
        for (int i = 0; i < shapes.length; i++) {
            values[i] = shapes[i].read(in);
        }
        in.leave();
        return construction.make(values);
    }

    private static @Nullable Object get(MethodHandle getter, @Nullable Object owner) {
        try {
            return (Object) getter.invokeExact(owner);
        } catch (Throwable failure) {
            throw Construction.unchecked(failure);
        }
    }
}
