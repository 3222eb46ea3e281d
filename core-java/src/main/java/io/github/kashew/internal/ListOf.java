package io.github.kashew.internal;

import io.github.kashew.TypeRef;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of lists of elements of one type; equal to the same type of the JDK. */
final class ListOf implements ParameterizedType {

    private final Type element;

    private ListOf(Type element) {
        this.element = element;
    }

    @SuppressWarnings("unchecked") // it is the type of these lists
    static <T> TypeRef<List<T>> of(TypeRef<T> element) {
        Type boxed = element.type() instanceof Class<?> ? element.rawType() : element.type();
        return (TypeRef<List<T>>) TypeRef.of(new ListOf(boxed));
    }

    @Override
    public Type[] getActualTypeArguments() {
        return new Type[] {element};
    }

    @Override
    public Type getRawType() {
        return List.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterizedType that
                && that.getRawType() == List.class
                && that.getActualTypeArguments()[0].equals(element);
    }

    @Override
    public int hashCode() {
        return element.hashCode() ^ List.class.hashCode();
    }

    @Override
    public String toString() {
        return "java.util.List<" + element.getTypeName() + ">";
    }
}
