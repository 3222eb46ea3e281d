package io.github.kashew.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.kashew.TypeRef;
import io.github.kashew.codec.Codec;
import io.github.kashew.codec.StoredAs;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

@DisplayName("JSON by Jackson")
class JacksonCodecTest {

    private final JacksonCodec codec = new JacksonCodec();

    static List<String> initialized = new ArrayList<>();

    record Thing(Object what) {}

    record Holder(Map<String, List<Thing>> things) {}

    interface Open {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface ByClass {}

    record OnAField(
            @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
            Shop.Item item) {}

    record Node(String name, List<Node> below) {}

    record Point(int x, int y) {}

    /** Tells when it is initialized. */
    static final class Gadget {
        static {
            initialized.add("Gadget");
        }

        private Gadget() {}
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Holder.class, "Holder.things<E><E>.what: java.lang.Object"),
                Arguments.of(Open.class, "it is open"),
                Arguments.of(ByClass.class, "Id.CLASS"),
                Arguments.of(OnAField.class, "Id.MINIMAL_CLASS"),
                Arguments.of(List.class, "java.lang.Object"),
                Arguments.of(Thread.class, "java.lang.Thread"),
                Arguments.of(new TypeRef<Map<Point, String>>() {}.type(), "Point"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("V13, V16: refuses what is open and what names classes, with the path to it")
    void refuses(Type type, String words) {
        assertThat(codec.supports(type)).isFalse();
        assertThatThrownBy(() -> codec.of(type))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(words);
    }

    @Test
    @DisplayName("V13: refuses a mapper with default typing")
    void defaultTyping() {
        JsonMapper mapper = JsonMapper.builder()
                .activateDefaultTyping(
                        BasicPolymorphicTypeValidator.builder()
                                .allowIfBaseType(Object.class)
                                .build(),
                        DefaultTyping.NON_FINAL)
                .build();
        assertThatThrownBy(() -> new JacksonCodec(mapper))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("default typing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":1,\"y\":2,\"@class\":\"io.github.kashew.jackson.JacksonCodecTest$Gadget\"}",
                "{\"@type\":\"io.github.kashew.jackson.JacksonCodecTest$Gadget\",\"x\":1,\"y\":2}",
                "[\"io.github.kashew.jackson.JacksonCodecTest$Gadget\",{}]",
                "{\"x\":1}",
                "{\"x\":1,\"y\":null}",
                "{\"x\":1,\"y\":2,\"z\":3}",
                "{\"x\":1,\"x\":1,\"y\":2}",
                "{\"x\":1,\"y\":2} 3",
                "{\"x\":1,\"y\":NaN}",
                "{\"x\":1,\"y\":99999999999}",
                "{\"x\":1,\"y\":2.5}",
                "null",
                ""
            })
    @DisplayName("V13, V14: refuses names of classes, and missing, unknown, duplicate and trailing text")
    void hostile(String json) {
        assertThatThrownBy(() -> read(codec, Point.class, json)).isInstanceOf(RuntimeException.class);
        assertThat(initialized).isEmpty();
    }

    @Test
    @DisplayName("V14: refuses deep nesting and long numbers")
    void limits() {
        String deep = "{\"name\":\"\",\"below\":[".repeat(100_000);
        assertThatThrownBy(() -> read(codec, Node.class, deep)).hasMessageContaining("depth");
        String number = "9".repeat(1_000_000);
        assertThatThrownBy(() -> read(codec, java.math.BigDecimal.class, number))
                .hasMessageContaining("length");
    }

    @Test
    @DisplayName(
            "V15: has another fingerprint for other properties, and the same for a class that is stored as another")
    void fingerprints() {
        assertThat(codec.of(PointBefore.class).fingerprint())
                .isEqualTo(codec.of(Point.class).fingerprint());
        assertThat(codec.of(PointOfLongs.class).fingerprint())
                .isNotEqualTo(codec.of(Point.class).fingerprint());
    }

    @StoredAs("io.github.kashew.jackson.JacksonCodecTest$Point")
    record PointBefore(int x, int y) {}

    @StoredAs("io.github.kashew.jackson.JacksonCodecTest$Point")
    record PointOfLongs(long x, long y) {}

    @Test
    @DisplayName("writes what other programs read")
    void text() {
        @SuppressWarnings("unchecked") // of its type
        TypeCodec<Object> items = (TypeCodec<Object>) codec.of(Shop.Cash.class);
        assertThat(new String(items.encode(new Shop.Cash(5)), StandardCharsets.UTF_8))
                .contains("\"cents\":5");
    }

    @Test
    @DisplayName("is not found by itself")
    void configuredInCode() {
        assertThat(ServiceLoader.load(Codec.class).stream())
                .noneMatch(provider -> provider.type() == JacksonCodec.class);
    }

    private static Object read(Codec codec, Type type, String json) {
        return codec.of(type).decode(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }
}
