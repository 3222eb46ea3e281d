package io.github.kashew.objects;

import io.github.kashew.error.CodecException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Objects;

/** What there is to see of Kotlin in a class file, without a dependency on Kotlin. */
final class DataClass {
    private DataClass() {}

    /**
     * Tells whether a class is a data class whose properties are all in its primary constructor: then {@code component1}
     * to {@code componentN} return them, in the order of the parameters and of the fields.
     */
    static boolean isPrimaryConstructor(Class<?> type, Class<?>[] fields) {
        if (!isKotlin(type) || fields.length == 0) {
            return false;
        }
        for (int i = 0; i < fields.length; i++) {
            if (!hasMethod(type, "component" + (i + 1), fields[i])) {
                return false;
            }
        }
        return Arrays.stream(type.getDeclaredConstructors())
                .anyMatch(each -> Arrays.equals(each.getParameterTypes(), fields));
    }

    /** Tells whether a class is an {@code object}: one instance in a static field. */
    static boolean isSingleton(Class<?> type) {
        return isKotlin(type)
                && Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals("INSTANCE")
                                && Modifier.isStatic(field.getModifiers())
                                && field.getType() == type);
    }

    /** Returns the instance of an {@code object}. */
    static Object singleton(Class<?> type) {
        try {
            Field field = type.getDeclaredField("INSTANCE");
            field.setAccessible(true);
            return Objects.requireNonNull(field.get(null));
        } catch (ReflectiveOperationException refused) {
            throw new CodecException("the instance of " + type.getName() + " is not accessible", refused);
        }
    }

    private static boolean isKotlin(Class<?> type) {
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            if (annotation.annotationType().getName().equals("kotlin.Metadata")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMethod(Class<?> type, String name, Class<?> returned) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == 0) {
                return method.getReturnType() == returned;
            }
        }
        return false;
    }
}
