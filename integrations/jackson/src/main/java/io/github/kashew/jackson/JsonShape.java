package io.github.kashew.jackson;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.kashew.codec.StoredAs;
import io.github.kashew.error.CodecException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/** The classes that a value of one declared type can consist of, as Jackson sees them. Used by one thread, once per type. */
final class JsonShape {

    /** A declared type that leads to more than this is a mistake, or a generic class that grows within itself. */
    private static final int MOST_TYPES = 2_000;

    private final DeserializationConfig config;
    private final AnnotationIntrospector annotations;
    private final ClassIntrospector introspector;
    private final String root;
    private final Map<String, String> parts = new TreeMap<>();

    private JsonShape(JsonMapper mapper, JavaType type) {
        config = mapper.deserializationConfig();
        annotations = config.getAnnotationIntrospector();
        introspector = config.classIntrospectorInstance();
        root = text(type);
    }

    /**
     * Follows a type.
     *
     * @throws CodecException if it leads to what is open; the message names the path
     */
    static JsonShape of(JsonMapper mapper, JavaType type) {
        JsonShape shape = new JsonShape(mapper, type);
        shape.follow(type, type.getRawClass().getSimpleName());
        return shape;
    }

    private void follow(JavaType type, String path) {
        Class<?> raw = type.getRawClass();
        if (Leaves.contain(raw)) {
            return;
        }
        if (type.isContainerType() || type.isReferenceType()) {
            if (type.getKeyType() != null) {
                follow(type.getKeyType(), path + "<K>");
            }
            follow(type.getContentType(), path + "<E>");
            return;
        }
        if (Leaves.excludes(raw)) {
            throw refused(type, path, "declare the type that it has, or store what it holds");
        }
        String name = text(type);
        if (parts.containsKey(name)) {
            return;
        }
        if (parts.size() >= MOST_TYPES) {
            throw refused(type, path, "the declared type leads to more than " + MOST_TYPES + " types");
        }
        parts.put(name, ""); // it may lead to itself
        parts.put(name, raw.isEnum() ? constants(raw) : classOf(type, path));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList()
                .toString();
    }

    private String classOf(JavaType type, String path) {
        AnnotatedClass annotated = introspector.introspectClassAnnotations(type);
        JsonTypeInfo.Value info = named(annotated, type, path);
        if (info == null && type.isAbstract()) {
            throw refused(type, path, "it is open: seal it and give it @JsonTypeInfo with names");
        }
        String choices = info == null ? "" : choices(type, annotated, path);
        return choices
                + introspector.introspectForDeserialization(type, annotated).findProperties().stream()
                        .filter(BeanPropertyDefinition::couldDeserialize)
                        .map(property -> property(property, path))
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private String property(BeanPropertyDefinition property, String path) {
        JavaType type = property.getPrimaryType();
        String further = path + "." + property.getName();
        named(property.getPrimaryMember(), type, further);
        follow(type, further);
        return property.getName() + " " + text(type);
    }

    private String choices(JavaType type, AnnotatedClass annotated, String path) {
        Collection<NamedType> subtypes =
                config.getSubtypeResolver().collectAndResolveSubtypesByTypeId(config, annotated);
        for (NamedType each : subtypes) {
            if (each.getType() != type.getRawClass()) {
                follow(
                        config.getTypeFactory().constructSpecializedType(type, each.getType()),
                        path + "(" + each.getType().getSimpleName() + ")");
            }
        }
        return subtypes.stream()
                .map(each -> each.getName() + "=" + storedName(each.getType()))
                .sorted()
                .toList()
                .toString();
    }

    /** Returns how subclasses are told apart, or null if they are not; refuses to do so by the names of classes. */
    private JsonTypeInfo.@Nullable Value named(@Nullable Annotated where, JavaType type, String path) {
        JsonTypeInfo.Value info = where == null ? null : annotations.findPolymorphicTypeInfo(config, where);
        if (info == null || info.getIdType() == JsonTypeInfo.Id.NONE) {
            return null;
        }
        switch (info.getIdType()) {
            case NAME, SIMPLE_NAME, DEDUCTION -> {
                return info;
            }
            default ->
                throw refused(
                        type,
                        path,
                        "its @JsonTypeInfo is Id." + info.getIdType() + ", by which bytes choose a class: use Id.NAME");
        }
    }

    private static String storedName(Class<?> type) {
        StoredAs stored = type.getAnnotation(StoredAs.class);
        return stored == null ? type.getName() : stored.value();
    }

    private static String text(JavaType type) {
        if (type.isArrayType()) {
            return text(type.getContentType()) + "[]";
        }
        String arguments = type.getBindings().getTypeParameters().stream()
                .map(JsonShape::text)
                .collect(Collectors.joining(","));
        return storedName(type.getRawClass()) + (arguments.isEmpty() ? "" : "<" + arguments + ">");
    }

    private static CodecException refused(JavaType type, String path, String advice) {
        return new CodecException(
                path + ": " + type.getRawClass().getTypeName() + " cannot be stored as JSON: " + advice);
    }

    /** Returns the first 8 bytes of the SHA-256 of all that was followed. */
    long fingerprint() {
        try {
            byte[] text = ("json " + root + " " + parts).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
