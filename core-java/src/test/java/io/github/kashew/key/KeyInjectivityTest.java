package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyInjectivityTest {
    private record Circle(int size) {}

    private record Square(int size) {}

    private record Pair(@Nullable Object a, @Nullable Object b) {}

    @Test
    @DisplayName("K01 a separator inside a value cannot shift the values of a template")
    void separators() {
        assertThat(render("u:{id}:p", "1:p:x")).isEqualTo("u:1%3Ap%3Ax:p").isNotEqualTo(render("u:{id}:p", "1"));
        for (String separator : List.of(":", "-", "/", "_", ".", " ", ",", "=", "{{", "-and-", "→")) {
            String template = "{a}" + separator + "{b}";
            String plain = separator.replace("{{", "{");
            assertThat(render(template, "x" + plain + "y", "z"))
                    .as(separator)
                    .isNotEqualTo(render(template, "x", "y" + plain + "z"));
        }
        assertThat(render("{a}-{b}", -1, "x-y")).isEqualTo("%2D1-x-y");
        assertThat(render("{a}.{b}", 1.5, 2.5)).isEqualTo("1%2E5.2.5");
        assertThat(render("{a}.{b}", (Object) new Circle(1), 2)).doesNotStartWith(Circle.class.getName());
        assertThat(render("{*}-{a}", "x-y")).isEqualTo("x%2Dy-x-y");
    }

    @Test
    @DisplayName("K04 null, the empty text and the text null differ; numbers equal their text, floating point differs")
    void scalars() {
        assertThat(distinct(null, "", "null", "None", "%null", "%empty", Optional.empty(), List.of(), Absent.class))
                .isEqualTo(9);
        assertThat(distinct(
                        1, 1L, "1", (short) 1, (byte) 1, '1', BigInteger.ONE, new BigDecimal("1"), new AtomicLong(1)))
                .isEqualTo(1);
        assertThat(distinct(1, 1.0, 1e20, Double.NaN, -0.0, 0.0, new BigDecimal("1.00")))
                .isEqualTo(7);
        assertThat(distinct(1.0, 1.0f, "1.0")).isEqualTo(1);
        assertThat(distinct(true, "true")).isEqualTo(1);
        assertThat(distinct(TimeUnit.DAYS, "DAYS", new StringBuilder("DAYS"))).isEqualTo(1);
        assertThat(text(String.class)).isEqualTo("java.lang.String");
        assertThat(text(String[].class)).isEqualTo("%5BLjava.lang.String;");
        assertThat(text(new UUID(1, 2))).isEqualTo("00000000-0000-0001-0000-000000000002");
        assertThat(text(Duration.ofSeconds(90))).isEqualTo("PT1M30S");
        assertThat(text(LocalDate.of(2024, 2, 29))).isEqualTo("2024-02-29");
        assertThat(text(Instant.EPOCH)).isEqualTo("1970-01-01T00%3A00%3A00Z");
        assertThat(text(new Date(0))).as("in no time zone").isEqualTo(text(Instant.EPOCH));
    }

    @Test
    @DisplayName("K11 lists, arrays and varargs are their elements in order, and no text looks like them")
    void sequences() {
        assertThat(distinct(List.of("a", "b"), new String[] {"a", "b"}, new ArrayList<>(List.of("a", "b"))))
                .isEqualTo(1);
        assertThat(distinct(new int[] {1, 2}, new long[] {1, 2}, List.of(1, 2), new char[] {'1', '2'}))
                .isEqualTo(1);
        assertThat(distinct(
                        List.of("a", "b"),
                        List.of("b", "a"),
                        List.of("a:b"),
                        List.of("a,b"),
                        "[a,b]",
                        "a,b",
                        List.of("[a,b]"),
                        List.of(List.of("a", "b")),
                        List.of(List.of("a"), "b"),
                        List.of("a", List.of("b"))))
                .isEqualTo(10);
        assertThat(distinct(List.of(), List.of(""), Arrays.asList((Object) null), List.of("null"), List.of(List.of())))
                .isEqualTo(5);
        assertThat(render("{*}", "a", "b")).isNotEqualTo(render("{*}", "a:b"));
    }

    @Test
    @DisplayName("K11 sets and maps do not depend on their order, and differ from lists")
    void unordered() {
        Set<String> insertion = new LinkedHashSet<>(List.of("c", "a", "b"));
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("y", 2);
        map.put("x", 1);

        assertThat(text(insertion)).isEqualTo("%set[a,b,c]");
        assertThat(distinct(insertion, new HashSet<>(insertion), new TreeSet<>(insertion)))
                .isEqualTo(1);
        assertThat(distinct(insertion, List.of("a", "b", "c"), "%set[a,b,c]")).isEqualTo(3);
        assertThat(text(map)).isEqualTo("%map[x=1,y=2]").isEqualTo(text(Map.of("x", 1, "y", 2)));
        assertThat(distinct(
                        Map.of("a", "b"),
                        Map.of("a=b", ""),
                        List.of("a=b"),
                        Map.entry("a", "b"),
                        Set.of("a=b"),
                        Map.of(),
                        List.of("a", "b")))
                .isEqualTo(7);
        assertThat(text(Set.of(Set.of(2, 1), Map.of("k", Set.of())))).isEqualTo("%set[%map[k=%set[]],%set[1,2]]");
    }

    @Test
    @DisplayName("K12 bytes are written without loss and differ from their text")
    void bytes() {
        byte[] c0 = {(byte) 0xC0};

        assertThat(text(c0)).isEqualTo("%xC0");
        assertThat(distinct(c0, new byte[] {(byte) 0xC1}, "C0", "%xC0", "xC0", new byte[0], "", List.of(c0)))
                .isEqualTo(8);
        assertThat(text(ByteBuffer.wrap(new byte[] {1, (byte) 0xC0}, 1, 1))).isEqualTo(text(c0));
        assertThatThrownBy(() -> text(IntBuffer.allocate(1)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("has no key form");
    }

    @Test
    @DisplayName("records differ by class and by component")
    void records() {
        assertThat(text(new Circle(1))).isEqualTo(Circle.class.getName() + "[1]");
        assertThat(distinct(
                        new Circle(1),
                        new Circle(2),
                        new Square(1),
                        new Circle(1).toString(),
                        List.of(1),
                        1,
                        new Pair("a", "b"),
                        new Pair("a,b", null),
                        new Pair("a", null),
                        new Pair(null, "a"),
                        new Pair(new Pair("a", "b"), null),
                        new Pair("a", new Pair("b", null))))
                .isEqualTo(12);
    }

    @Test
    @DisplayName("an optional differs from its content and from null")
    void optionals() {
        assertThat(distinct(Optional.of(1), 1, Optional.empty(), Optional.of(Optional.empty()), Optional.of("")))
                .isEqualTo(5);
        assertThat(distinct(Optional.of(1), OptionalInt.of(1), OptionalLong.of(1)))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("a structure that contains itself or nests too deep is refused")
    void cycles() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Object deep = 1;
        for (int level = 0; level < 64; level++) {
            deep = Collections.singletonList(deep);
        }
        Object tooDeep = Set.of(deep);

        assertThat(text(deep)).startsWith("[[[").endsWith("]]]");
        for (Object bad : List.of(list, tooDeep, Map.of("k", list))) {
            assertThatThrownBy(() -> text(bad))
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageStartingWith("parameter 'x' nests deeper than 64 levels or contains itself");
        }
    }

    private static long distinct(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(value -> KeyTemplate.parse("k:{x}").render(Args.of(value), ContextValues.NONE))
                .distinct()
                .count();
    }

    private static String text(Object value) {
        return KeyFormats.standard().text("x", value);
    }

    private static String render(String template, Object... values) {
        return KeyTemplate.parse(template).render(Args.of(values), ContextValues.NONE);
    }
}
