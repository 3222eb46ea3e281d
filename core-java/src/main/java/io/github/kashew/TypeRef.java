package io.github.kashew;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import org.jspecify.annotations.Nullable;

/**
 * The type of a cached value, generic arguments included: {@code new TypeRef<List<User>>() {}}.
 *
 * <p>Equal if the types are. This class is thread-safe.
 *
 * @param <V> the type of the value
 */
public abstract class TypeRef<V extends @Nullable Object> {

    private static final ClassValue<TypeRef<?>> OF_CLASS = new ClassValue<>() {
        @Override
        protected TypeRef<?> computeValue(Class<?> type) {
            return new Known<>(type);
        }
    };

    private final Type type;
    private final Class<?> rawType;

    /**
     * Captures the type argument of the anonymous subclass.
     *
     * @throws IllegalArgumentException if there is none, or it is a type variable
     */
    protected TypeRef() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType captured)) {
            throw new IllegalArgumentException("write the type between the brackets: new TypeRef<List<User>>() {}");
        }
        this.type = captured.getActualTypeArguments()[0];
        this.rawType = rawType(type);
    }

    private TypeRef(Type type) {
        this.type = type;
        this.rawType = rawType(type);
    }

    /** Returns the reference of a class; a primitive type stands for its wrapper. */
    @SuppressWarnings("unchecked") // the class value maps a class to its own reference
    public static <V> TypeRef<V> of(Class<V> type) {
        return (TypeRef<V>) OF_CLASS.get(type);
    }

    /**
     * Returns the reference of a type that is known at run time only.
     *
     * @throws IllegalArgumentException if it is a type variable
     */
    public static TypeRef<?> of(Type type) {
        return type instanceof Class<?> known ? of(known) : new Known<>(type);
    }

    /** Returns the type, as declared. */
    public final Type type() {
        return type;
    }

    /** Returns the class of the values, without generic arguments; never a primitive one. */
    public final Class<?> rawType() {
        return rawType;
    }

    /** Tells whether {@code value} may be a value of this type; null always may. Generic arguments are not looked at. */
    public final boolean accepts(@Nullable Object value) {
        // most values are of the class itself, which is found out faster than by isInstance
        return value == null || value.getClass() == rawType || rawType.isInstance(value);
    }

    private static Class<?> rawType(Type type) {
        if (type instanceof Class<?> known) {
            return MethodType.methodType(known).wrap().returnType();
        }
        if (type instanceof ParameterizedType parameterized) {
            return rawType(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return rawType(array.getGenericComponentType()).arrayType();
        }
        if (type instanceof WildcardType wildcard) {
            return rawType(wildcard.getUpperBounds()[0]);
        }
        throw new IllegalArgumentException(
                "a cached value needs a type that is known at run time, " + type + " is a type variable");
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TypeRef<?> that && type.equals(that.type);
    }

    @Override
    public final int hashCode() {
        return type.hashCode();
    }

    @Override
    public final String toString() {
        return type.getTypeName();
    }

    private static final class Known<V> extends TypeRef<V> {
        Known(Type type) {
            super(type);
        }
    }
}
