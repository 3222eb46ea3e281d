package io.github.kashew.objects;

import io.github.kashew.error.CodecException;
import java.io.IOException;
import java.util.Collection;
import java.util.SortedSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A count and the elements in the order of iteration. What is read is the collection that the declared class stands for. */
record CollectionShape(Shape element, IntFunction<Collection<@Nullable Object>> factory) implements Shape {

    @Override
    public void write(Output out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.none();
            return;
        }
        if (value instanceof SortedSet<?> sorted) {
            refuse(sorted.comparator());
        }
        Object[] elements = ((Collection<?>) value).toArray();
        out.count(elements.length);
        out.enter();
        for (Object each : elements) {
            element.write(out, each);
        }
        out.leave();
    }

    @Override
    public @Nullable Object read(Input in) throws IOException {
        int count = in.count(1);
        if (count < 0) {
            return null;
        }
        in.enter();
        Collection<@Nullable Object> collection = factory.apply(count);
        for (int i = 0; i < count; i++) {
            if (!collection.add(element.read(in))) {
                throw new IOException("an element twice in a set");
            }
        }
        in.leave();
        return collection;
    }

    /** A comparator is code, and code is not stored. */
    static void refuse(@Nullable Object comparator) {
        if (comparator != null) {
            throw new CodecException("a sorted collection with a comparator cannot be stored: "
                    + comparator.getClass().getName() + "; store a list, or a set in the natural order");
        }
    }
}
