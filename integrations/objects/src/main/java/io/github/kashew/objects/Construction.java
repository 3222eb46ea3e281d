package io.github.kashew.objects;

import io.github.kashew.error.CodecException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.List;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * How an object of one class is taken apart and made.
 *
 * <p>A record and a Kotlin data class are made by their primary constructor, so that its checks hold for what is read. A
 * class with a constructor without parameters is made by that one, another without any, and its fields are set.
 */
final class Construction {
    private final MethodHandle[] getters;
    private final MethodHandle maker;
    private final MethodHandle[] setters;

    private Construction(MethodHandle[] getters, MethodHandle maker, MethodHandle[] setters) {
        this.getters = getters;
        this.maker = maker;
        this.setters = setters;
    }

    static Construction of(Class<?> type, List<Field> fields) {
        try {
            return open(type, fields);
        } catch (IllegalAccessException | InaccessibleObjectException | NoSuchMethodException refused) {
            throw new CodecException(
                    "the fields of " + type.getName() + " are not accessible: write 'opens " + type.getPackageName()
                            + " to " + module() + "' in its module-info, or choose another codec",
                    refused);
        }
    }

    private static Construction open(Class<?> type, List<Field> fields)
            throws IllegalAccessException, NoSuchMethodException {
        Construction.class.getModule().addReads(type.getModule());
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        MethodHandle[] getters = new MethodHandle[fields.size()];
        for (int i = 0; i < getters.length; i++) {
            fields.get(i).setAccessible(true);
            getters[i] =
                    lookup.unreflectGetter(fields.get(i)).asType(MethodType.methodType(Object.class, Object.class));
        }
        Class<?>[] types = fields.stream().map(Field::getType).toArray(Class<?>[]::new);
        if (type.isRecord() || DataClass.isPrimaryConstructor(type, types)) {
            MethodHandle all = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new Construction(getters, all, new MethodHandle[0]);
        }
        MethodHandle[] setters = new MethodHandle[fields.size()];
        for (int i = 0; i < setters.length; i++) {
            setters[i] = lookup.unreflectSetter(fields.get(i))
                    .asType(MethodType.methodType(void.class, Object.class, Object.class));
        }
        MethodHandle blank = blank(type, lookup).asType(MethodType.methodType(Object.class));
        return new Construction(getters, MethodHandles.dropArguments(blank, 0, Object[].class), setters);
    }

    private static MethodHandle blank(Class<?> type, MethodHandles.Lookup lookup)
            throws IllegalAccessException, NoSuchMethodException {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return lookup.unreflectConstructor(constructor);
            }
        }
        return MethodHandles.lookup()
                .findVirtual(ObjectInstantiator.class, "newInstance", MethodType.methodType(Object.class))
                .bindTo(new StdInstantiatorStrategy().newInstantiatorOf(type));
    }

    /** Returns what reads each field, from Object to Object. */
    MethodHandle[] getters() {
        return getters.clone();
    }

    Object make(Object[] values) {
        try {
            Object made = (Object) maker.invokeExact(values);
            for (int i = 0; i < setters.length; i++) {
                setters[i].invokeExact(made, values[i]);
            }
            return made;
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new CodecException(failure.toString(), failure);
    }

    private static String module() {
        Module module = Construction.class.getModule();
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }
}
