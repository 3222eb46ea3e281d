package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.spi.KeyPattern;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LongKeyTest {
    private static final KeyTemplate TEMPLATE = KeyTemplate.parse("report:{q}:page:{n}");

    @Test
    @DisplayName("K07 a key beyond the limit has its long values hashed, and its template's pattern still finds it")
    void hashesLongValues() {
        String key = render(TEMPLATE, "x".repeat(10 << 20), 7);

        assertThat(key).matches("report:%hash\\[[0-9a-f]{64}]:page:7");
        assertThat(KeyPattern.of(TEMPLATE.pattern()).matches(key)).isTrue();
        assertThat(key).isNotEqualTo(render(TEMPLATE, "x".repeat((10 << 20) - 1), 7));
        assertThat(render(TEMPLATE, "a".repeat(400), "b".repeat(400)))
                .matches("report:%hash\\[.{64}]:page:%hash\\[.{64}]");
    }

    @Test
    @DisplayName("K07 a hundred thousand fields make one short key")
    void hashesManyFields() {
        Object[] fields = IntStream.range(0, 100_000).boxed().toArray();

        assertThat(render(KeyTemplate.parse("f:{*}"), fields)).hasSize(2 + Marks.HASH_LENGTH);
        assertThat(CacheKey.of("f", fields)).hasSize(2 + Marks.HASH_LENGTH).startsWith("f:%hash[");
        assertThat(render(KeyTemplate.parse("f:{x}"), (Object) Collections.nCopies(100_000, "a")))
                .hasSize(73);
    }

    @Test
    @DisplayName("K07 the limit is exact in bytes, whatever the characters")
    void limitInBytes() {
        KeyTemplate plain = KeyTemplate.parse("k:{x}");

        assertThat(render(plain, "a".repeat(510))).hasSize(512);
        assertThat(render(plain, "a".repeat(511))).hasSize(73);
        assertThat(render(plain, "é".repeat(255))).hasSize(257);
        assertThat(render(plain, "é".repeat(256))).hasSize(73);
        assertThat(render(plain, "😀".repeat(127))).hasSize(256);
        assertThat(render(plain, "😀".repeat(128))).hasSize(73);
        assertThat(CacheKey.of("k", "a".repeat(510))).hasSize(512);
        assertThat(CacheKey.of("k", "a".repeat(511))).hasSize(73);
        KeyTemplate wide = KeyTemplate.parse(
                "k:{x}", KeyFormats.builder().maxKeyBytes(65_536).build());
        assertThat(render(wide, "a".repeat(65_534))).hasSize(65_536);
        assertThat(render(wide, "a".repeat(65_535))).hasSize(73);
    }

    @Test
    @DisplayName("K07 a value that takes tens of millions of characters is refused instead of exhausting the memory")
    void refusesHugeValues() {
        List<Object> doubled = List.of("x".repeat(1000));
        for (int level = 0; level < 40; level++) {
            doubled = List.of(doubled, doubled);
        }
        Object exponential = doubled;

        assertThatThrownBy(() -> render(KeyTemplate.parse("k:{x}"), exponential))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageStartingWith("parameter 'x' takes more than 67108864 characters in a key");
    }

    @Test
    @DisplayName("K08 no value can pass itself off as the hash of another one")
    void noPassThrough() {
        KeyTemplate template = KeyTemplate.parse("k:{x}");
        String secret = render(template, "secret ".repeat(100));
        String hashed = secret.substring(2);

        assertThat(hashed).startsWith("%hash[");
        assertThat(render(template, hashed)).isNotEqualTo(secret);
        assertThat(CacheKey.of("k", hashed)).isNotEqualTo(secret);
        assertThat(render(template, List.of(hashed.substring(6, 70)))).isNotEqualTo(secret);
        assertThatThrownBy(() -> render(KeyTemplate.parse("k:{x:raw}"), hashed))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("parameter 'x' holds '%hash[', which marks hashed values; a raw value is not escaped, leave"
                        + " out :raw");
        assertThatThrownBy(() -> KeyTemplate.parse("k:%hash[{x}]")).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> CacheKey.of("k:%hash[" + "0".repeat(64) + "]"))
                .isInstanceOf(InvalidKeyException.class);
    }

    private static String render(KeyTemplate template, @Nullable Object... values) {
        return template.render(Args.of(values), ContextValues.NONE);
    }
}
