package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The declared properties of a record or of a Kotlin data class: the only ones that a key may read. */
final class Components {
    /** What a class without declared properties has. */
    static final Components NONE = new Components(Object.class, List.of());

    private static final MethodType READER = MethodType.methodType(Object.class, Object.class);

    private static final ClassValue<Components> KNOWN = new ClassValue<>() {
        @Override
        protected Components computeValue(Class<?> type) {
            if (type.isRecord()) {
                return ofRecord(type);
            }
            return KotlinClasses.isDataClass(type) ? new Components(type, KotlinClasses.components(type)) : NONE;
        }
    };

    /** One property: its name, its declared type, and the method that reads it. */
    record Component(String name, Method reader) {
        Class<?> type() {
            return reader.getReturnType();
        }
    }

    private final List<String> names;
    private final List<Class<?>> types;
    private final @Nullable MethodHandle[] readers;
    private final String owner;

    private Components(Class<?> owner, List<Component> components) {
        this.owner = owner.getName();
        this.names = components.stream().map(Component::name).toList();
        this.types = components.stream().<Class<?>>map(Component::type).toList();
        this.readers = components.stream().map(Components::open).toArray(MethodHandle[]::new);
    }

    /** Returns the properties of {@code type}, or {@link #NONE}. */
    static Components of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static Components ofRecord(Class<?> type) {
        List<Component> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.add(new Component(component.getName(), component.getAccessor()));
        }
        return new Components(type, components);
    }

    /** Returns the only property of {@code type}, read by {@code reader}. */
    static Components single(Class<?> type, Method reader) {
        return new Components(type, List.of(new Component("value", reader)));
    }

    /** Returns a handle for the reader, or null if its module does not let us call it. */
    private static @Nullable MethodHandle open(Component component) {
        if (!component.reader().trySetAccessible()) {
            return null;
        }
        try {
            return MethodHandles.lookup().unreflect(component.reader()).asType(READER);
        } catch (IllegalAccessException e) {
            return null;
        }
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    Class<?> type(int index) {
        return types.get(index);
    }

    /**
     * Reads one property of {@code target}.
     *
     * @throws InvalidKeyException if the property cannot be read
     */
    @Nullable
    Object read(int index, Object target, String parameter) {
        MethodHandle reader = readers[index];
        if (reader == null) {
            throw new InvalidKeyException("property '" + names.get(index) + "' of " + owner + " in parameter "
                    + Printable.text(parameter) + " is not accessible; make the class public in an exported package,"
                    + " open its package to io.github.kashew, or register a format for it");
        }
        try {
            return (Object) reader.invokeExact(target);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new InvalidKeyException(
                    "property '" + names.get(index) + "' of " + owner + " in parameter " + Printable.text(parameter)
                            + " could not be read: " + e.getClass().getName(),
                    e);
        }
    }
}
