package io.github.kashew.objects;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A count, then keys and values in the order of iteration. */
record MapShape(Shape key, Shape value, IntFunction<Map<@Nullable Object, @Nullable Object>> factory) implements Shape {

    @Override
    public void write(Output out, @Nullable Object map) throws IOException {
        if (map == null) {
            out.none();
            return;
        }
        if (map instanceof SortedMap<?, ?> sorted) {
            CollectionShape.refuse(sorted.comparator());
        }
        Object[] entries = ((Map<?, ?>) map).entrySet().toArray();
        out.count(entries.length);
        out.enter();
        for (Object entry : entries) {
            key.write(out, ((Map.Entry<?, ?>) entry).getKey());
            value.write(out, ((Map.Entry<?, ?>) entry).getValue());
        }
        out.leave();
    }

    @Override
    public @Nullable Object read(Input in) throws IOException {
        int count = in.count(2);
        if (count < 0) {
            return null;
        }
        in.enter();
        Map<@Nullable Object, @Nullable Object> map = factory.apply(count);
        for (int i = 0; i < count; i++) {
            map.put(key.read(in), value.read(in));
        }
        if (map.size() != count) {
            throw new IOException("a key twice in a map");
        }
        in.leave();
        return map;
    }
}
