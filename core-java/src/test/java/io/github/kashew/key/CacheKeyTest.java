package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeyTest {

    @Test
    @DisplayName("a key by name and values is the key of the template with colons")
    void likeTemplate() {
        Object[] values = {1, 2L, "a", "a:b", "", null, List.of(1, "x"), 1.5, "x".repeat(100), "😀"};
        KeyTemplate one = KeyTemplate.parse("user:{a}");
        KeyTemplate two = KeyTemplate.parse("user:{a}:{b}");
        for (Object a : values) {
            assertThat(CacheKey.of("user", new @Nullable Object[] {a}))
                    .isEqualTo(one.render(Args.of(a), ContextValues.NONE));
            for (Object b : values) {
                assertThat(CacheKey.of("user", a, b)).isEqualTo(two.render(Args.of(a, b), ContextValues.NONE));
            }
        }
        assertThat(CacheKey.of("rates")).isEqualTo("rates");
        assertThat(CacheKey.of("user", (Object[]) null)).isEqualTo("user:%null");
        assertThat(CacheKey.of("{users}:by id", 1)).isEqualTo("{users}:by id:1");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "u*", "u?", "50%", "\0x", "a\n", "x\ud800"})
    @DisplayName("K09 a name that could not be literal is refused")
    void refusesNames(String name) {
        assertThatThrownBy(() -> CacheKey.of(name, 1))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageStartingWith("the name of a key must ");
        assertThatThrownBy(() -> CacheKey.of("n".repeat(257))).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    @DisplayName("K13 a value without a key form is refused with its place")
    void refusesValues() {
        assertThatThrownBy(() -> CacheKey.of("user", 1, new Object()))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageStartingWith("parameter 'user[1]' of type java.lang.Object has no key form");
    }
}
