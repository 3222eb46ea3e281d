package io.github.kashew.jackson;

import io.github.kashew.codec.Codec;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.lang.reflect.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The codec that stores values as JSON (RFC 8259), for stores that people or other programs read too.
 *
 * <p>It is never found by itself: give it to a route, for all types or for one. It takes what Jackson takes, as far as the
 * declared type says of which classes a value consists: {@code Object}, open interfaces and open abstract classes are refused
 * with the path to them. Hierarchies need {@code @JsonTypeInfo} with names; {@code Id.CLASS} and default typing are refused,
 * as stored bytes must not choose a class. A class whose properties are others is another shape; what a serializer of your
 * own writes is not looked into: raise {@code schema} when it changes.
 *
 * <p>Thread-safe.
 */
public final class JacksonCodec implements Codec {

    private static final int DEEPEST = 500;

    private final JsonMapper mapper;

    /**
     * Creates the codec with a strict mapper: unknown, missing and duplicate properties, trailing text and nesting deeper than
     * 500 are refused, and dates keep their zones.
     */
    public JacksonCodec() {
        this(JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .build())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .build());
    }

    /**
     * Creates the codec with a mapper of the application's, for example one with Jackson's module for Kotlin.
     *
     * @throws IllegalArgumentException if its default typing is active
     */
    public JacksonCodec(JsonMapper mapper) {
        if (mapper.deserializationConfig().getDefaultTyper(mapper.constructType(Object.class)) != null) {
            throw new IllegalArgumentException(
                    "the mapper has default typing, by which stored bytes choose classes: build one"
                            + " without activateDefaultTyping, and give hierarchies @JsonTypeInfo with names");
        }
        this.mapper =
                mapper.rebuild().polymorphicTypeValidator(new NoClassNames()).build();
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean supports(Type type) {
        try {
            of(type);
            return true;
        } catch (CodecException refused) {
            return false;
        }
    }

    @Override
    public TypeCodec<?> of(Type type) {
        JavaType resolved;
        try {
            resolved = mapper.constructType(type);
            long fingerprint = JsonShape.of(mapper, resolved).fingerprint();
            mapper._deserializationContext().findRootValueDeserializer(resolved);
            return new JsonTypeCodec(mapper.writerFor(resolved), mapper.readerFor(resolved), fingerprint);
        } catch (JacksonException | IllegalArgumentException refused) {
            throw new CodecException(type.getTypeName() + " cannot be read from JSON by this mapper", refused);
        }
    }
}
