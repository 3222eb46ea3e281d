package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyRulesTest {

    @Test
    @DisplayName("K15 a key in the reserved namespace is refused, and shown escaped")
    void reserved() {
        assertThatThrownBy(() -> KeyRules.check("\0lock:a\n"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("key '\\u0000lock:a\\n' begins with U+0000, which is reserved for internal keys");
        assertThatCode(() -> KeyRules.check("lock:a")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("K07 an empty or overlong key is refused with a short message")
    void length() {
        assertThatThrownBy(() -> KeyRules.check(""))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("a key must not be empty");
        assertThatThrownBy(() -> KeyRules.check("x".repeat(65_537)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("(65537 characters) is longer than the permitted 65536 characters")
                .message()
                .hasSizeLessThan(300);
        assertThatCode(() -> KeyRules.check("x".repeat(65_536))).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("K06 the strict check refuses unpaired surrogates wherever they stand")
    void surrogates() {
        assertThatCode(() -> KeyRules.checkStrict("a😀b😀")).doesNotThrowAnyException();
        for (String bad : new String[] {"ab\ud800", "ab\udc00c", "ab\ud800\ud800\udc00", "ab\udc00\ud800"}) {
            assertThatCode(() -> KeyRules.check(bad)).doesNotThrowAnyException();
            assertThatThrownBy(() -> KeyRules.checkStrict(bad))
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageStartingWith("unpaired surrogate at index 2 of key 'ab\\u");
        }
        assertThatThrownBy(() -> KeyRules.checkStrict("\0")).isInstanceOf(InvalidKeyException.class);
    }
}
