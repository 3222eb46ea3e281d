package io.github.kashew.objects;

import io.github.kashew.error.CodecException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the classes that a sealed type permits, by its place among them, and then the value. */
final class ChoiceShape implements Shape {
    private final ResolvedType type;
    private List<Shape> shapes = List.of();
    private Map<Class<?>, Integer> places = Map.of();

    ChoiceShape(ResolvedType type) {
        this.type = type;
    }

    /** Second step of construction, as a class may refer to its own sealed parent. */
    void choices(List<Shape> all, Map<Class<?>, Integer> placeOf) {
        shapes = List.copyOf(all);
        places = Map.copyOf(placeOf);
    }

    @Override
    public void write(Output out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.none();
            return;
        }
        Class<?> actual = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        Integer place = places.get(actual);
        if (place == null) {
            throw new CodecException("a " + actual.getName() + " stands where " + type
                    + " is declared, which is none of "
                    + places.keySet().stream().map(Class::getName).sorted().toList()
                    + "; seal the declared type, or name the class in ObjectCodec.allowing");
        }
        out.count(place);
        shapes.get(place).write(out, value);
    }

    @Override
    public @Nullable Object read(Input in) throws IOException {
        int place = in.stream().readUInt32() - 1;
        if (place < -1 || place >= shapes.size()) {
            throw new IOException("no permitted class at " + place);
        }
        return place < 0 ? null : Scalars.present(shapes.get(place).read(in));
    }
}
