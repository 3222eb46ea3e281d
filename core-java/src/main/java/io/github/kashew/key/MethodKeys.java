package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The default keys of methods: one namespace for each method, all parameters in their order. */
public final class MethodKeys {
    private MethodKeys() {}

    /**
     * Returns the template {@code com.example.Users.find(long,String):{id}:{name}} of a method.
     *
     * <p>The parameter types keep overloads apart; they are simple names unless two overloads have the same ones.
     *
     * @throws InvalidKeyException if the parameters have no names or the method's name cannot be part of a template
     */
    public static KeyTemplate template(Method method) {
        return template(method, KeyFormats.standard());
    }

    /** As {@link #template(Method)}, with formats of one's own. */
    public static KeyTemplate template(Method method, KeyFormats formats) {
        List<String> names = parameterNames(method);
        StringBuilder text = new StringBuilder(literal(name(method)));
        for (String name : names) {
            text.append(":{").append(name).append('}');
        }
        return KeyTemplate.parse(text.toString(), names, List.of(method.getParameterTypes()), formats);
    }

    /**
     * Returns the names of a method's parameters, for templates that name them.
     *
     * @throws InvalidKeyException if the class file does not hold them
     */
    public static List<String> parameterNames(Method method) {
        List<String> names = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (!parameter.isNamePresent()) {
                throw new InvalidKeyException("the parameters of " + name(method)
                        + " have no names in the class file; compile it with -parameters (javac), -java-parameters"
                        + " (kotlinc), or give a key that names none");
            }
            names.add(parameter.getName());
        }
        return List.copyOf(names);
    }

    private static String name(Method method) {
        boolean ambiguous = Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                .anyMatch(other -> !other.equals(method)
                        && !other.isBridge()
                        && other.getName().equals(method.getName())
                        && parameterTypes(other, false).equals(parameterTypes(method, false)));
        return method.getDeclaringClass().getName()
                + '.'
                + method.getName()
                + '('
                + String.join(",", parameterTypes(method, ambiguous))
                + ')';
    }

    private static List<String> parameterTypes(Method method, boolean qualified) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> qualified ? type.getTypeName() : type.getSimpleName())
                .toList();
    }

    private static String literal(String name) {
        return name.replace("{", "{{").replace("}", "}}");
    }
}
