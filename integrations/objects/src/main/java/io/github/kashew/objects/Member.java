package io.github.kashew.objects;

import io.github.kashew.error.CodecException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A field that is stored, with the type that it has in this use of its class. */
record Member(Field field, ResolvedType type) {

    /** Returns the fields that are neither static nor transient: a superclass's first. */
    static List<Member> of(ResolvedType type, String path) {
        List<Member> members = new ArrayList<>();
        Class<?> raw = type.raw();
        if (raw.isRecord()) {
            for (RecordComponent component : raw.getRecordComponents()) {
                members.add(new Member(
                        declaredField(raw, component.getName()),
                        ResolvedType.of(component.getGenericType(), type.variables())));
            }
            return members;
        }
        if (raw.getGenericSuperclass() != null && raw.getSuperclass() != Object.class) {
            ResolvedType above = ResolvedType.of(raw.getGenericSuperclass(), type.variables());
            if (above.raw().getName().startsWith("java.")) {
                throw new CodecException(path + ": " + raw.getName() + " extends "
                        + above.raw().getName() + ", whose state is not accessible; hold one in a field instead");
            }
            members.addAll(of(above, path));
        }
        List<Field> stored = Arrays.stream(raw.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(field -> !Modifier.isTransient(field.getModifiers()))
                .toList();
        Class<?>[] types = stored.stream().map(Field::getType).toArray(Class<?>[]::new);
        boolean inOrder = DataClass.isPrimaryConstructor(raw, types);
        Stream<Field> fields = inOrder ? stored.stream() : stored.stream().sorted(Comparator.comparing(Field::getName));
        fields.forEach(field -> members.add(member(field, type, path)));
        return members;
    }

    private static Member member(Field field, ResolvedType owner, String path) {
        if (field.isSynthetic()) {
            throw new CodecException(
                    path + ": " + owner.raw().getName() + " refers to the object or method around it by "
                            + field.getName() + "; make the class static or top-level");
        }
        return new Member(field, ResolvedType.of(field.getGenericType(), owner.variables()));
    }

    private static Field declaredField(Class<?> raw, String name) {
        try {
            return raw.getDeclaredField(name);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(raw + " has no field for its component " + name, impossible);
        }
    }

    /** Returns what takes part in fingerprints. */
    @Override
    public String toString() {
        return field.getName() + " " + type.stored();
    }
}
