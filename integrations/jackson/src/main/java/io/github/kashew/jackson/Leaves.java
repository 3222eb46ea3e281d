package io.github.kashew.jackson;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The types that have no parts: those of the JDK that hold values, and Jackson's own trees. */
final class Leaves {

    private static final Set<Class<?>> KNOWN = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Date.class,
            Locale.class,
            Currency.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    private Leaves() {}

    static boolean contain(Class<?> type) {
        return KNOWN.contains(MethodType.methodType(type).wrap().returnType())
                || type.getName().startsWith("java.time.")
                || JsonNode.class.isAssignableFrom(type);
    }

    /** Tells whether a class is one of the JDK's that is no leaf: what it holds is not ours to know. */
    static boolean excludes(Class<?> type) {
        String name = type.getName();
        return !type.isEnum()
                && (name.startsWith("java.")
                        || name.startsWith("javax.")
                        || name.startsWith("jdk.")
                        || name.startsWith("sun."));
    }
}
