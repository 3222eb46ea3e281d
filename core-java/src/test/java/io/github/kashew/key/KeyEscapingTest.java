package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.spi.KeyPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyEscapingTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        ":, %3A",
        "*, %2A",
        "?, %3F",
        "{, %7B",
        "}, %7D",
        "%, %25",
        "[, %5B",
        "], %5D",
        "',', %2C",
        "=, %3D",
        "50%3A, 50%253A",
        "a b-c_d.e/f\\g@h#i, a b-c_d.e/f\\g@h#i",
        "é€😀, é€😀"
    })
    @DisplayName("reserved characters are written as their UTF-8 bytes, all else stays")
    void escapes(String value, String text) {
        assertThat(render("k:{x}", value)).isEqualTo("k:" + text);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"*", "?", "[a-z]", "\\", "a*b", "(", "a+b"})
    @DisplayName("K02 DEFECT-49 a value with pattern characters makes a key that is a pattern for itself only")
    void patternInjection(String hostile) {
        KeyTemplate template = KeyTemplate.parse("u:{id}:{page}");
        KeyPattern invalidation = KeyPattern.of(CacheKey.of("u", hostile) + ":*");

        assertThat(KeyPattern.of(template.render(Args.of(hostile, 1), ContextValues.NONE))
                        .isLiteral())
                .isTrue();
        assertThat(invalidation.matches(template.render(Args.of(hostile, 1), ContextValues.NONE)))
                .isTrue();
        assertThat(invalidation.matches(template.render(Args.of("a", 1), ContextValues.NONE)))
                .isFalse();
        assertThat(invalidation.matches(template.render(Args.of("aab", 1), ContextValues.NONE)))
                .isFalse();
        assertThat(KeyPattern.of("u:*").matches(template.render(Args.of(hostile, 1), ContextValues.NONE)))
                .isTrue();
    }

    @Test
    @DisplayName("K03 only the template decides on the cluster hash tag")
    void hashTag() {
        KeyTemplate tagged = KeyTemplate.parse("{{users}}:{id}");

        for (String hostile : List.of("{other}", "}{other}", "{}", "}", "{")) {
            assertThat(hashTag(tagged.render(Args.of(hostile), ContextValues.NONE)))
                    .isEqualTo("users");
            assertThat(hashTag(render("user:{id}", hostile))).isNull();
        }
    }

    /** The part of a key that Redis Cluster hashes, or null if it is the whole key. */
    private static @Nullable String hashTag(String key) {
        int open = key.indexOf('{');
        int close = key.indexOf('}', open + 1);
        return open < 0 || close <= open + 1 ? null : key.substring(open + 1, close);
    }

    @Test
    @DisplayName("K05 control characters and line separators never reach a key")
    void controlCharacters() {
        assertThat(render("k:{x}", "a\r\n\0\u007f\u0085\u009f\u2028\u2029\u001b[31m"))
                .isEqualTo("k:a%0D%0A%00%7F%C2%85%C2%9F%E2%80%A8%E2%80%A9%1B%5B31m");
        assertThat(render("k:{x}", "\u00a0\u2027\u202a")).isEqualTo("k:\u00a0\u2027\u202a");
    }

    @ParameterizedTest(name = "at {1}")
    @CsvSource({"'\\ud800', 0", "'ab\\udc00c', 2", "'a\\ud800', 1", "'\\ud83d\\ude00\\ud83d', 2", "':\\udc00\\ud800', 1"
    })
    @DisplayName("K06 an unpaired surrogate is refused with its place, never replaced")
    void unpairedSurrogates(String escaped, int index) {
        String value = unescape(escaped);

        for (String template : List.of("k:{id}", "k:{id}:s", "k:{id}:{id}", "k:{id:raw}", "k:{id:hash}")) {
            assertThatThrownBy(() -> render(template, value))
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageStartingWith("unpaired surrogate at index " + index + " of parameter 'id'");
        }
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    @Test
    @DisplayName("K06 composed and decomposed text and a byte order mark are kept apart")
    void noNormalisation() {
        assertThat(List.of(
                        render("k:{x}", "\u00e9"),
                        render("k:{x}", "e\u0301"),
                        render("k:{x}", "\ufeffe"),
                        render("k:{x}", "e")))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("K15 a value cannot reach an internal key, and no key begins with the reserved character")
    void internalKeys() {
        for (String hostile : List.of("\0tag:users", "\0lock:a", "lock:x", ":tx_lock", "tag:", "fail:")) {
            assertThat(render("{x}", hostile)).doesNotContain("\0").doesNotContain(":");
            assertThat(CacheKey.of("u", hostile)).doesNotContain("\0").startsWith("u:");
        }
        assertThatThrownBy(() -> KeyTemplate.parse("\0tag:{x}")).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> render("{x:raw}", "\0tag:users"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("control character '\\u0000' at index 0 of parameter 'x'");
    }

    @Test
    @DisplayName("K16 a tag with separators or pattern characters names only itself")
    void tags() {
        KeyTemplate tag = KeyTemplate.parse("{a}");

        assertThat(List.of(
                        tag.render(Args.of("a,b"), ContextValues.NONE), tag.render(Args.of("a"), ContextValues.NONE)))
                .containsExactly("a%2Cb", "a");
        assertThat(KeyPattern.of(tag.render(Args.of("a*"), ContextValues.NONE)).matches("ab"))
                .isFalse();
    }

    @Test
    @DisplayName("raw leaves a value as it is, but only text and only without control characters")
    void raw() {
        assertThat(render("k:{x:raw}", "a:b*{c}")).isEqualTo("k:a:b*{c}");
        assertThat(render("k:{x:lower:raw}", "A:B")).isEqualTo("k:a:b");
        assertThat(render("k:{x:raw}", (Object) null)).isEqualTo("k:%null");
        assertThatThrownBy(() -> render("k:{x:raw}", "a\nb"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("control character '\\n' at index 1 of parameter 'x'; a raw value is not escaped, leave out"
                        + " :raw");
        assertThatThrownBy(() -> render("k:{x:raw}", List.of(1)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("only a text can be raw");
        assertThatThrownBy(() -> render("{x:raw}", ""))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("a key must not be empty");
    }

    private static String render(String template, @Nullable Object... values) {
        return KeyTemplate.parse(template).render(Args.of(values), ContextValues.NONE);
    }
}
