package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyFormatsTest {
    private static final class Opaque {}

    private static final class Boastful {
        @Override
        public String toString() {
            return "boastful " + super.toString();
        }
    }

    private static class Shape {}

    private static final class Round extends Shape implements Comparable<Round> {
        @Override
        public int compareTo(Round other) {
            return 0;
        }
    }

    private record Money(long cents) {}

    @Test
    @DisplayName("K13 an object without a stable text is refused with what to do instead")
    void refusesIdentity() {
        IntSupplier lambda = () -> 1;
        for (Object opaque : List.of(new Opaque(), new Boastful(), lambda, new Object(), List.of(new Opaque()))) {
            assertThatThrownBy(() -> render(KeyFormats.standard(), "f:{q}", opaque))
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageStartingWith("parameter 'q' of type ")
                    .hasMessageEndingWith(
                            " has no key form; register a format, make it a record or data class, or name a"
                                    + " property of it such as {q.id}");
        }
        assertThatThrownBy(() -> KeyFormats.standard().text("q", new Opaque()))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(Opaque.class.getName());
    }

    @Test
    @DisplayName("K13 a registered format gives an object its text, which is escaped, also inside other values")
    void registeredFormat() {
        KeyFormats formats = KeyFormats.builder()
                .format(Opaque.class, opaque -> "o:1")
                .format(Money.class, money -> money.cents() + "c")
                .build();

        assertThat(render(formats, "f:{q}", new Opaque())).isEqualTo("f:o%3A1");
        assertThat(render(formats, "f:{q}", List.of(new Opaque(), new Money(5))))
                .isEqualTo("f:[o%3A1,5c]");
        assertThat(render(formats, "f:{q:upper:raw}", new Opaque())).isEqualTo("f:O:1");
        assertThat(render(formats, "f:{q.cents}", new Money(5))).isEqualTo("f:5");
        assertThat(render(KeyFormats.standard(), "f:{q}", new Money(5))).endsWith("Money[5]");
    }

    @Test
    @DisplayName("a format applies to the nearest supertype: own class, superclass, interfaces, Object")
    void nearestFormat() {
        KeyFormats formats = KeyFormats.builder()
                .format(Object.class, any -> "object")
                .format(Comparable.class, any -> "comparable")
                .build();
        KeyFormats more =
                formats.toBuilder().format(Shape.class, any -> "shape").build();
        KeyFormats exact = more.toBuilder().format(Round.class, any -> "round").build();

        assertThat(formats.text("x", new Round())).isEqualTo("comparable");
        assertThat(more.text("x", new Round())).isEqualTo("shape");
        assertThat(exact.text("x", new Round())).isEqualTo("round");
        assertThat(formats.text("x", new Opaque())).isEqualTo("object");
        assertThat(render(formats, "f:{a}:{b}", 1L, "text"))
                .as("before the built-in rules")
                .isEqualTo("f:comparable:comparable");
        assertThat(KeyFormats.builder().format(Number.class, n -> "n").build().text("x", 5))
                .isEqualTo("n");
    }

    @Test
    @DisplayName("a format that fails or returns null is reported with its type and parameter")
    void failingFormat() {
        KeyFormats formats = KeyFormats.builder()
                .format(Opaque.class, opaque -> {
                    throw new IllegalStateException("broken");
                })
                .build();

        assertThatThrownBy(() -> formats.text("q", new Opaque()))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("the format of " + Opaque.class.getName()
                        + " failed on parameter 'q': java.lang.IllegalStateException")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("DEFECT-38 len counts the elements of the real object")
    void length() {
        KeyFormats formats = KeyFormats.standard();

        assertThat(render(formats, "{x:len}", List.of(10, 20))).isEqualTo("2");
        assertThat(render(formats, "{x:len}", Map.of(1, 2))).isEqualTo("1");
        assertThat(render(formats, "{x:len}", (Object) new byte[3])).isEqualTo("3");
        assertThat(render(formats, "{x:len}", "😀")).isEqualTo("2");
        assertThatThrownBy(() -> render(formats, "{x:len}", 5))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("function 'len' needs a text, collection, map or array; parameter 'x' is a"
                        + " java.lang.Integer");
        assertThatThrownBy(() -> render(formats, "{x:lower}", List.of("A")))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageStartingWith("function 'lower' needs a value that is a text; parameter 'x'");
    }

    @Test
    @DisplayName("K14 hash keeps a token out of the key and tells different values apart")
    void hash() {
        KeyFormats formats = KeyFormats.standard();

        assertThat(render(formats, "t:{x:hash}", "abc"))
                .isEqualTo("t:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .isEqualTo(render(formats, "t:{x:hash(sha256)}", "abc"))
                .isEqualTo(render(formats, "t:{x:hash( SHA256 )}", "abc"));
        assertThat(render(formats, "t:{x:hash(sha1)}", "abc")).isEqualTo("t:a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(render(formats, "t:{x:hash(md5)}", "abc")).isEqualTo("t:900150983cd24fb0d6963f7d28e17f72");
        assertThat(render(formats, "t:{x:hash}", List.of("a", "b")))
                .isNotEqualTo(render(formats, "t:{x:hash}", "[a,b]"));
        assertThat(render(formats, "t:{x:hash}", "")).isNotEqualTo(render(formats, "t:{x:hash}", (Object) null));
    }

    @Test
    @DisplayName("K14 DEFECT-39 jwt needs a verifier, and takes any claim of any token that it accepts")
    void jwt() {
        KeyFormats formats = KeyFormats.builder()
                .withJwt(token -> token.equals("good.token.-_") ? Map.of("sub", "a:b", "n", 1) : refuse(token))
                .build();

        assertThat(render(formats, "u:{token:jwt(sub)}:{token:jwt(n)}", "good.token.-_"))
                .isEqualTo("u:a%3Ab:1");
        assertThatThrownBy(() -> render(formats, "u:{token:jwt(tenant)}", "good.token.-_"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("the token in parameter 'token' has no claim 'tenant'");
        assertThatThrownBy(() -> render(formats, "u:{token:jwt(sub)}", "forged.s3cr3t.x"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage(
                        "the token in parameter 'token' was refused by its verifier:" + " java.lang.SecurityException")
                .hasNoCause();
        assertThatThrownBy(() -> KeyTemplate.parse("u:{token:jwt(sub)}"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageEndingWith("function 'jwt' is known only with a verifier; register one with"
                        + " KeyFormats.builder().withJwt(verifier)");
        assertThatThrownBy(() -> KeyTemplate.parse("u:{token:jwt}", formats))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("it takes the name of a claim, was given 0 arguments");
    }

    private static Map<String, ?> refuse(String token) {
        throw new SecurityException("bad signature of " + token);
    }

    @Test
    @DisplayName("registered functions get the real object, chain, and report their failures")
    void registeredFunctions() {
        List<@Nullable Object> seen = new ArrayList<>();
        KeyFormats formats = KeyFormats.builder()
                .function("half", value -> (Integer) value / 2)
                .function("seen", value -> {
                    seen.add(value);
                    return value;
                })
                .functionWithArguments("plus", arguments -> {
                    int sum = arguments.stream().mapToInt(Integer::parseInt).sum();
                    return value -> (Integer) value + sum;
                })
                .build();

        assertThat(render(formats, "{x:half:plus(1, 2):seen}", 10)).isEqualTo("8");
        assertThat(render(formats, "{x:seen}:{x[5]:seen}", List.of(1))).isEqualTo("[1]:%absent");
        assertThat(seen).containsExactly(8, List.of(1));
        assertThatThrownBy(() -> render(formats, "{x:half}", "text"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("function 'half' failed on parameter 'x': java.lang.ClassCastException");
        assertThatThrownBy(() -> KeyTemplate.parse("{x:plus(a)}", formats))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageStartingWith("key template '{x:plus(a)}', at index 3: function 'plus': ");
        assertThatThrownBy(() -> KeyTemplate.parse("{x:half(1)}", formats))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("it takes no arguments, was given 1");
    }

    @Test
    @DisplayName("a builder refuses names that are taken or are none, and lengths out of range")
    void builderRefuses() {
        KeyFormatsBuilder builder = KeyFormats.builder().format(Opaque.class, o -> "");

        assertThatThrownBy(() -> builder.function("raw", value -> value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("function 'raw' is registered already");
        assertThatThrownBy(() -> builder.function("a-b", value -> value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a function name consists of letters, digits and _, was 'a-b'");
        assertThatThrownBy(() -> builder.format(Opaque.class, o -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is registered already");
        assertThatThrownBy(() -> builder.format(long.class, o -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a format takes a reference type such as Long, was long");
        for (int bytes : new int[] {-1, 0, 127, 65537}) {
            assertThatThrownBy(() -> builder.maxKeyBytes(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("maxKeyBytes must be 128 to 65536, was " + bytes);
        }
    }

    private static String render(KeyFormats formats, String template, @Nullable Object... values) {
        return KeyTemplate.parse(template, formats).render(Args.of(values), ContextValues.NONE);
    }
}
