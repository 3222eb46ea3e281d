package io.github.kashew.objects;

import io.github.kashew.error.CodecException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes that a value of one declared type can consist of, found by following its fields, type arguments and permitted
 * subclasses. Used by one thread, once per type.
 */
final class Closure {
    /** A declared type that leads to more than this is a mistake, or a generic class that grows within itself. */
    private static final int MAX_TYPES = 2_000;

    private static final int MAX_ARGUMENTS_WITHIN_ARGUMENTS = 20;

    private final List<Class<?>> allowed;
    private final Map<ResolvedType, Shape> shapes = new HashMap<>();
    private final Description description = new Description();

    /** @param allowed classes that may stand where a type above them is declared */
    Closure(List<Class<?>> allowed) {
        this.allowed = allowed;
    }

    /** Returns a number for all that was followed: names, fields, their types, constants, permitted classes. */
    long fingerprint() {
        return description.fingerprint();
    }

    /**
     * Returns how values of a type are laid out.
     *
     * @param path how the type was reached, for messages
     */
    Shape shape(ResolvedType type, String path) {
        Shape known = shapes.get(type);
        if (known != null) {
            return known;
        }
        if (shapes.size() >= MAX_TYPES || type.depth() > MAX_ARGUMENTS_WITHIN_ARGUMENTS) {
            throw new CodecException(path + ": the declared type leads to more than " + MAX_TYPES
                    + " types, or to type arguments nested deeper than " + MAX_ARGUMENTS_WITHIN_ARGUMENTS);
        }
        Shape made = make(type, path);
        shapes.put(type, made);
        return made;
    }

    private Shape make(ResolvedType type, String path) {
        Class<?> raw = type.raw();
        Shape scalar = Scalars.of(raw);
        if (scalar != null) {
            return scalar;
        }
        if (raw.isArray()) {
            Shape element = shape(type.argument(0), path + "[]");
            return ArrayShape.of(raw.getComponentType(), element);
        }
        if (raw == Optional.class) {
            return new OptionalShape(shape(type.argument(0), path + "<T>"));
        }
        if (Containers.isCollection(raw)) {
            return new CollectionShape(shape(type.argument(0), path + "<E>"), Containers.collection(type));
        }
        if (Containers.isMap(raw)) {
            return new MapShape(
                    shape(type.argument(0), path + "<K>"), shape(type.argument(1), path + "<V>"), Containers.map(type));
        }
        if (raw.isEnum()) {
            List<Enum<?>> constants = constants(raw);
            description.add(
                    "enum", type, constants.stream().map(Enum::name).toList().toString());
            return new EnumShape(constants);
        }
        refuseUnknown(raw, path);
        List<Class<?>> choices = choices(raw);
        return choices.isEmpty() ? concrete(type, path, true) : choice(type, choices, path);
    }

    private static void refuseUnknown(Class<?> raw, String path) {
        if (raw == Object.class) {
            throw refused(raw, path, "declare the type that it has, or store a sealed type");
        }
        String name = raw.getName();
        if (name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.")) {
            throw refused(
                    raw,
                    path,
                    "it is none of the JDK's types that hold values; store what it holds, "
                            + "or mark the field transient");
        }
        if (raw.isHidden() || raw.isAnonymousClass() || raw.isAnnotation()) {
            throw refused(raw, path, "it has no name that another process knows; write a named class");
        }
    }

    /** Returns the classes that may stand for an open type, or none if only the type itself may. */
    private List<Class<?>> choices(Class<?> raw) {
        LinkedHashMap<String, Class<?>> found = new LinkedHashMap<>();
        collect(raw, found);
        if (found.size() == 1 && found.containsKey(raw.getName())) {
            return List.of();
        }
        return found.values().stream()
                .sorted(Comparator.comparing(ResolvedType::storedName))
                .toList();
    }

    private void collect(Class<?> type, Map<String, Class<?>> found) {
        if (!Modifier.isAbstract(type.getModifiers()) || type.isEnum()) {
            found.put(type.getName(), type);
        }
        if (type.isSealed() && !type.isEnum()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, found);
            }
        }
        for (Class<?> subclass : allowed) {
            if (subclass != type && type.isAssignableFrom(subclass) && !found.containsKey(subclass.getName())) {
                collect(subclass, found);
            }
        }
    }

    private ChoiceShape choice(ResolvedType type, List<Class<?>> choices, String path) {
        ChoiceShape choice = new ChoiceShape(type);
        shapes.put(type, choice);
        description.add(
                "choice",
                type,
                choices.stream().map(Closure::storedChoice).toList().toString());
        List<Shape> all = new ArrayList<>();
        Map<Class<?>, Integer> places = new HashMap<>();
        for (Class<?> each : choices) {
            places.put(each, all.size());
            ResolvedType narrowed = type.narrowed(each);
            all.add(leaf(narrowed, path + "(" + each.getSimpleName() + ")"));
        }
        choice.choices(all, places);
        return choice;
    }

    private static String storedChoice(Class<?> choice) {
        return (choice.isInterface() ? "interface " : "class ") + ResolvedType.storedName(choice);
    }

    /** A permitted class by itself, although it may be open in turn: its own subclasses are choices already. */
    private Shape leaf(ResolvedType type, String path) {
        return type.raw().isEnum() || choices(type.raw()).isEmpty() ? shape(type, path) : concrete(type, path, false);
    }

    /** @param alone whether the class is all that may stand where it is declared */
    private Shape concrete(ResolvedType type, String path, boolean alone) {
        Class<?> raw = type.raw();
        if (Modifier.isAbstract(raw.getModifiers())) {
            throw refused(
                    raw,
                    path,
                    "it is open: seal it, or name the classes that may stand for it in " + "ObjectCodec.allowing");
        }
        if (DataClass.isSingleton(raw)) {
            description.add("object", type, "");
            return new SingletonShape(DataClass.singleton(raw));
        }
        List<Member> members = Member.of(type, path);
        List<Field> fields = members.stream().map(Member::field).toList();
        FieldsShape shape = new FieldsShape(raw, Construction.of(raw, fields));
        if (alone) {
            shapes.put(type, shape);
        }
        description.add(raw.isRecord() ? "record" : "class", type, members.toString());
        shape.fields(members.stream()
                .map(member -> shape(member.type(), path + "." + member.field().getName()))
                .toList());
        return shape;
    }

    private static List<Enum<?>> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .<Enum<?>>map(constant -> (Enum<?>) constant)
                .toList();
    }

    private static CodecException refused(Class<?> raw, String path, String advice) {
        return new CodecException(path + ": " + raw.getTypeName() + " cannot be stored: " + advice);
    }
}
