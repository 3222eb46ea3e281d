package io.github.kashew.internal.natives;

import io.github.kashew.codec.Codec;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scalars, texts, bytes, arrays of numbers, decimals, {@code java.time}, UUIDs, enums, and lists, sets and maps of them.
 *
 * <p>docs/format.md describes what is written. Lists, sets and maps are read into new ones that keep the order and can be
 * changed.
 */
public final class NativeCodec implements Codec {

    private static final Set<Class<?>> LISTS = Set.of(Iterable.class, Collection.class, List.class, ArrayList.class);
    private static final Set<Class<?>> SETS = Set.of(Set.class, HashSet.class, LinkedHashSet.class);
    private static final Set<Class<?>> MAPS = Set.of(Map.class, HashMap.class, LinkedHashMap.class);

    @Override
    public String name() {
        return "native";
    }

    @Override
    public boolean supports(Type type) {
        return piece(type) != null;
    }

    @Override
    public TypeCodec<?> of(Type type) {
        Piece<?> piece = piece(type);
        if (piece == null) {
            throw new CodecException("type " + type.getTypeName() + " is not written natively");
        }
        return new NativeTypeCodec<>(piece);
    }

    private static @Nullable Piece<?> piece(Type type) {
        if (type instanceof Class<?> known) {
            Class<?> declaring = Enum.class.isAssignableFrom(known) && !known.isEnum() ? known.getSuperclass() : known;
            return declaring.isEnum() ? enumPiece(declaring) : Scalars.of(boxed(known));
        }
        if (type instanceof WildcardType wildcard) {
            return piece(wildcard.getUpperBounds()[0]);
        }
        return type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw
                ? piece(raw, generic.getActualTypeArguments())
                : null;
    }

    private static @Nullable Piece<?> piece(Class<?> raw, Type... arguments) {
        Piece<?> first = piece(arguments[0]);
        if (first == null) {
            return null;
        }
        if (LISTS.contains(raw)) {
            return new CollectionPiece<>("list", first, ArrayList::new);
        }
        if (SETS.contains(raw)) {
            return new CollectionPiece<>("set", first, size -> new LinkedHashSet<>());
        }
        Piece<?> second = MAPS.contains(raw) ? piece(arguments[1]) : null;
        return second == null ? null : new MapPiece<>(first, second);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is one of an enum
    private static Piece<?> enumPiece(Class<?> type) {
        return new EnumPiece(type);
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
