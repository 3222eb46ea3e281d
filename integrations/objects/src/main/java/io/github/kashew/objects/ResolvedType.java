package io.github.kashew.objects;

import io.github.kashew.codec.StoredAs;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A type without variables: a class and the types that stand for its parameters. The argument of an array is its component.
 */
record ResolvedType(Class<?> raw, List<ResolvedType> arguments) {

    static ResolvedType of(Type type) {
        return of(type, Map.of());
    }

    /** Resolves a type where {@code variables} are known; others stand for the erasure of their bound. */
    static ResolvedType of(Type type, Map<TypeVariable<?>, ResolvedType> variables) {
        if (type instanceof Class<?> raw) {
            return raw.isArray()
                    ? new ResolvedType(raw, List.of(of(raw.getComponentType())))
                    : new ResolvedType(raw, List.of());
        }
        if (type instanceof ParameterizedType generic) {
            List<ResolvedType> arguments = new ArrayList<>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(of(argument, variables));
            }
            return new ResolvedType((Class<?>) generic.getRawType(), List.copyOf(arguments));
        }
        if (type instanceof GenericArrayType array) {
            ResolvedType component = of(array.getGenericComponentType(), variables);
            return new ResolvedType(Array.newInstance(component.raw, 0).getClass(), List.of(component));
        }
        if (type instanceof WildcardType wildcard) {
            Type[] lower = wildcard.getLowerBounds();
            return of(lower.length > 0 ? lower[0] : wildcard.getUpperBounds()[0], variables);
        }
        if (type instanceof TypeVariable<?> variable) {
            ResolvedType known = variables.get(variable);
            return known != null ? known : new ResolvedType(erasure(variable), List.of());
        }
        throw new IllegalArgumentException("unknown kind of type: " + type.getTypeName());
    }

    /** Returns the argument at {@code index}, or Object for a raw type. */
    ResolvedType argument(int index) {
        return index < arguments.size() ? arguments.get(index) : new ResolvedType(Object.class, List.of());
    }

    /** Returns how deep arguments are nested within arguments; 0 without any. */
    int depth() {
        return arguments.stream()
                .mapToInt(argument -> argument.depth() + 1)
                .max()
                .orElse(0);
    }

    Map<TypeVariable<?>, ResolvedType> variables() {
        Map<TypeVariable<?>, ResolvedType> variables = new HashMap<>();
        TypeVariable<?>[] parameters = raw.getTypeParameters();
        for (int i = 0; i < arguments.size() && i < parameters.length; i++) {
            variables.put(parameters[i], arguments.get(i));
        }
        return variables;
    }

    /** Returns {@code subclass} with the arguments that follow from its being one of these. */
    ResolvedType narrowed(Class<?> subclass) {
        Map<TypeVariable<?>, ResolvedType> inferred = new HashMap<>();
        infer(subclass, subclass, inferred, Map.of());
        List<ResolvedType> known = new ArrayList<>();
        for (TypeVariable<?> parameter : subclass.getTypeParameters()) {
            known.add(of(parameter, inferred));
        }
        return new ResolvedType(subclass, List.copyOf(known));
    }

    /** Climbs from {@code from} to this class and notes which parameter of the subclass stands for which argument. */
    private void infer(
            Class<?> from,
            Class<?> subclass,
            Map<TypeVariable<?>, ResolvedType> inferred,
            Map<TypeVariable<?>, Type> renamed) {
        List<Type> above = new ArrayList<>(List.of(from.getGenericInterfaces()));
        if (from.getGenericSuperclass() != null) {
            above.add(from.getGenericSuperclass());
        }
        for (Type type : above) {
            if (!(type instanceof ParameterizedType generic)) {
                if (type instanceof Class<?> plain && raw.isAssignableFrom(plain)) {
                    infer(plain, subclass, inferred, Map.of());
                }
                continue;
            }
            Class<?> parent = (Class<?>) generic.getRawType();
            Type[] actual = generic.getActualTypeArguments();
            for (int i = 0; i < actual.length; i++) {
                actual[i] = actual[i] instanceof TypeVariable<?> variable
                        ? renamed.getOrDefault(variable, variable)
                        : actual[i];
            }
            if (parent == raw) {
                for (int i = 0; i < actual.length && i < arguments.size(); i++) {
                    if (actual[i] instanceof TypeVariable<?> variable && variable.getGenericDeclaration() == subclass) {
                        inferred.put(variable, arguments.get(i));
                    }
                }
            } else if (raw.isAssignableFrom(parent)) {
                Map<TypeVariable<?>, Type> names = new HashMap<>();
                for (int i = 0; i < actual.length; i++) {
                    names.put(parent.getTypeParameters()[i], actual[i]);
                }
                infer(parent, subclass, inferred, names);
            }
        }
    }

    private static Class<?> erasure(Type bound) {
        if (bound instanceof TypeVariable<?> variable) {
            return erasure(variable.getBounds()[0]);
        }
        return bound instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) bound;
    }

    /** Returns the name by which a class takes part in fingerprints. */
    static String storedName(Class<?> type) {
        if (type.isArray()) {
            return storedName(type.getComponentType()) + "[]";
        }
        StoredAs stored = type.getAnnotation(StoredAs.class);
        return stored == null ? type.getName() : stored.value();
    }

    /** Returns the text that takes part in fingerprints. */
    String stored() {
        return raw.isArray() || arguments.isEmpty()
                ? storedName(raw)
                : storedName(raw)
                        + arguments.stream().map(ResolvedType::stored).collect(Collectors.joining(",", "<", ">"));
    }

    @Override
    public String toString() {
        return raw.isArray() || arguments.isEmpty()
                ? raw.getTypeName()
                : raw.getName()
                        + arguments.stream().map(ResolvedType::toString).collect(Collectors.joining(",", "<", ">"));
    }
}
