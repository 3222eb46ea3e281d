package io.github.kashew.key;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the type of a value before there is one, so that a wrong path is refused with the template.
 *
 * @param type the declared type, or null if it may be anything
 */
record KnownType(@Nullable Class<?> type) {
    static final KnownType UNKNOWN = new KnownType(null);

    static KnownType of(Class<?> type) {
        return mayBeSubtype(type) ? UNKNOWN : new KnownType(type);
    }

    /** Tells whether an object of this type can be a record, data class, map or list that the type does not show. */
    private static boolean mayBeSubtype(Class<?> type) {
        return type == Object.class
                || !type.isPrimitive() && !type.isArray() && Modifier.isAbstract(type.getModifiers());
    }

    /**
     * Returns what is known after a step.
     *
     * @throws IllegalArgumentException if objects of this type do not have that part
     */
    KnownType after(PathStep step) {
        if (type == null || Map.class.isAssignableFrom(type)) {
            return UNKNOWN;
        }
        if (step instanceof PathStep.Property property) {
            return property(type, property.name());
        }
        if (type.isArray()) {
            return of(type.getComponentType());
        }
        if (List.class.isAssignableFrom(type)) {
            return UNKNOWN;
        }
        throw new IllegalArgumentException(type.getName() + " has no elements; only lists, arrays and maps have");
    }

    private static KnownType property(Class<?> type, String name) {
        Components components = Components.of(type);
        int index = components.names().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(PathStep.Property.unknown(type, components, name));
        }
        return of(components.type(index));
    }
}
