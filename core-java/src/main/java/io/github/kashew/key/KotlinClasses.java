package io.github.kashew.key;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises what the Kotlin compiler wrote, by name: the core does not depend on Kotlin. */
final class KotlinClasses {
    /** {@code component1()}, with a suffix where the property is internal or of a value class. */
    private static final Pattern COMPONENT = Pattern.compile("component([1-9][0-9]*)(?:[-$].*)?");

    private KotlinClasses() {}

    private static boolean isKotlin(Class<?> type) {
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            if (annotation.annotationType().getName().equals("kotlin.Metadata")) {
                return true;
            }
        }
        return false;
    }

    static boolean isDataClass(Class<?> type) {
        return isKotlin(type) && hasCopyWithDefaults(type) && !components(type).isEmpty();
    }

    private static boolean hasCopyWithDefaults(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            String name = method.getName();
            if (Modifier.isStatic(method.getModifiers()) && name.startsWith("copy") && name.endsWith("$default")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the properties of the primary constructor, or nothing if they cannot be told: the component functions in
     * their order, named by the fields, which the compiler writes in the same order.
     */
    static List<Components.Component> components(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                fields.add(field);
            }
        }
        List<Components.Component> components = new ArrayList<>();
        for (Field field : fields) {
            Method reader = component(type, components.size() + 1);
            if (reader == null) {
                return components;
            }
            if (reader.getReturnType() != field.getType()) {
                return List.of();
            }
            components.add(new Components.Component(field.getName(), reader));
        }
        return component(type, components.size() + 1) == null ? components : List.of();
    }

    private static @Nullable Method component(Class<?> type, int number) {
        for (Method method : type.getDeclaredMethods()) {
            var name = COMPONENT.matcher(method.getName());
            if (method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && name.matches()
                    && name.group(1).equals(Integer.toString(number))) {
                return method;
            }
        }
        return null;
    }

    /** Returns the method that takes the value out of a boxed value class, or null if {@code type} is none. */
    static @Nullable Method unboxing(Class<?> type) {
        if (!isKotlin(type)) {
            return null;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals("unbox-impl") && method.getParameterCount() == 0) {
                return method;
            }
        }
        return null;
    }

    /** Tells whether {@code type} is a Kotlin lambda or function reference; its text names only its signature. */
    static boolean isFunction(Class<?> type) {
        return Supertypes.nearestFirst(type).stream().anyMatch(s -> s.getName().equals("kotlin.Function"));
    }
}
