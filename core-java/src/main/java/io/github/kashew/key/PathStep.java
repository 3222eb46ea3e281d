package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Nearest;
import io.github.kashew.error.Printable;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step from an object to a part of it, as {@code .name} or {@code [0]} in a template. */
sealed interface PathStep {

    /** Returns the part, {@link Absent#VALUE} if there is none because something on the way is missing. */
    default @Nullable Object from(@Nullable Object target, String parameter) {
        return target == null || target == Absent.VALUE ? Absent.VALUE : part(target, parameter);
    }

    /**
     * Returns the part of an object that is there.
     *
     * @throws InvalidKeyException if objects of this class have no such part
     */
    @Nullable
    Object part(Object target, String parameter);

    /** Reads a record component, a property of a Kotlin data class, or an entry of a map. */
    record Property(String name) implements PathStep {
        @Override
        public @Nullable Object part(Object target, String parameter) {
            if (target instanceof Map<?, ?> map) {
                return entry(map, name);
            }
            Components components = Components.of(target.getClass());
            int index = components.names().indexOf(name);
            if (index < 0) {
                throw new InvalidKeyException(
                        "parameter " + Printable.text(parameter) + ": " + unknown(target.getClass(), components, name));
            }
            return components.read(index, target, parameter);
        }

        /** Says that a class has no such property, and which ones it has. */
        static String unknown(Class<?> type, Components components, String name) {
            if (components.size() == 0) {
                return "property " + Printable.text(name) + " of " + type.getName() + " cannot be read; a key reads"
                        + " only record components, properties of Kotlin data classes and entries of maps";
            }
            return type.getName() + " has no property " + Printable.text(name) + "; it has "
                    + String.join(", ", components.names()) + Nearest.hint(name, components.names());
        }
    }

    /** Reads an element of a list or array, or an entry of a map. */
    record Element(String key) implements PathStep {
        @Override
        public @Nullable Object part(Object target, String parameter) {
            if (target instanceof Map<?, ?> map) {
                return entry(map, key);
            }
            boolean array = target.getClass().isArray();
            if (!array && !(target instanceof List)) {
                throw new InvalidKeyException("parameter " + Printable.text(parameter) + ": [" + key + "] of "
                        + target.getClass().getName() + " cannot be read; only lists, arrays and maps have elements");
            }
            int index = index(key);
            if (index < 0) {
                throw new InvalidKeyException("parameter " + Printable.text(parameter) + ": [" + key + "] is not an"
                        + " index; a list or array takes 0, 1, 2, …");
            }
            int size = array ? Array.getLength(target) : ((List<?>) target).size();
            if (index >= size) {
                return Absent.VALUE;
            }
            return array ? Array.get(target, index) : ((List<?>) target).get(index);
        }
    }

    /** Returns the number that {@code text} writes, or -1 if it is none. */
    private static int index(String text) {
        boolean digits = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -1;
    }

    /** Looks {@code key} up as text, then, if it is a number, as an integer. */
    private static @Nullable Object entry(Map<?, ?> map, String key) {
        if (has(map, key)) {
            return map.get(key);
        }
        int number = index(key);
        if (number >= 0 && has(map, number)) {
            return map.get(number);
        }
        if (number >= 0 && has(map, (long) number)) {
            return map.get((long) number);
        }
        return Absent.VALUE;
    }

    private static boolean has(Map<?, ?> map, Object key) {
        try {
            return map.containsKey(key);
        } catch (ClassCastException e) {
            return false; // a sorted map of keys that do not compare with this one
        }
    }
}
