package io.github.kashew.key;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides, once for each class, how its objects are written. */
final class ValueForms extends ClassValue<ValueForm> {
    private final Map<Class<?>, Function<Object, String>> registered;

    ValueForms(Map<Class<?>, Function<Object, String>> registered) {
        this.registered = registered;
    }

    @Override
    protected ValueForm computeValue(Class<?> type) {
        if (!registered.isEmpty()) {
            for (Class<?> each : Supertypes.nearestFirst(type)) {
                Function<Object, String> format = registered.get(each);
                if (format != null) {
                    return new ValueForm.Registered(each, format);
                }
            }
        }
        Components components = Components.of(type);
        if (components != Components.NONE) {
            return record(type, components);
        }
        ValueForm structured = structured(type);
        return structured != null ? structured : text(type);
    }

    private static ValueForm record(Class<?> type, Components components) {
        return (value, out) -> {
            out.name(type.getName());
            out.sequence("", components.size(), index -> components.read(index, value, out.parameter()));
        };
    }

    private static @Nullable ValueForm structured(Class<?> type) {
        if (type == byte[].class) {
            return (value, out) -> out.bytes((byte[]) value);
        }
        if (type.isArray()) {
            return (value, out) -> out.sequence("", Array.getLength(value), index -> Array.get(value, index));
        }
        if (Set.class.isAssignableFrom(type)) {
            return (value, out) -> out.unordered(Marks.SET, (Set<?>) value);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return (value, out) -> out.sequence((Collection<?>) value);
        }
        if (Map.class.isAssignableFrom(type)) {
            return (value, out) -> out.map((Map<?, ?>) value);
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return (value, out) -> {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
                out.sequence(Marks.ENTRY, 2, index -> index == 0 ? entry.getKey() : entry.getValue());
            };
        }
        return optional(type);
    }

    private static @Nullable ValueForm optional(Class<?> type) {
        if (type == Optional.class) {
            return (value, out) -> out.optional(((Optional<?>) value).orElse(null));
        }
        if (type == OptionalInt.class) {
            return (value, out) -> {
                OptionalInt number = (OptionalInt) value;
                out.optional(number.isPresent() ? number.getAsInt() : null);
            };
        }
        if (type == OptionalLong.class) {
            return (value, out) -> {
                OptionalLong number = (OptionalLong) value;
                out.optional(number.isPresent() ? number.getAsLong() : null);
            };
        }
        if (type == OptionalDouble.class) {
            return (value, out) -> {
                OptionalDouble number = (OptionalDouble) value;
                out.optional(number.isPresent() ? number.getAsDouble() : null);
            };
        }
        return null;
    }

    private static ValueForm text(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type) || Number.class == type.getSuperclass()) {
            return new ValueForm.Described(type);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return new ValueForm.Scalar(value -> ((Enum<?>) value).name());
        }
        if (type == Class.class) {
            return new ValueForm.Scalar(value -> ((Class<?>) value).getName());
        }
        if (type == Date.class) {
            return new ValueForm.Scalar(value -> ((Date) value).toInstant().toString());
        }
        if (ByteBuffer.class.isAssignableFrom(type)) {
            return (value, out) -> out.bytes(remaining((ByteBuffer) value));
        }
        Method unboxing = KotlinClasses.unboxing(type);
        if (unboxing != null) {
            return unboxed(type, unboxing);
        }
        boolean hidesItsContent = Buffer.class.isAssignableFrom(type) || KotlinClasses.isFunction(type);
        return hidesItsContent || !describesItself(type) ? new ValueForm.Refused(type) : new ValueForm.Described(type);
    }

    private static boolean describesItself(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static byte[] remaining(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static ValueForm unboxed(Class<?> type, Method unboxing) {
        Components inner = Components.single(type, unboxing);
        return (value, out) -> out.value(inner.read(0, value, out.parameter()));
    }
}
