package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLocaleTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab", "ar", "en"})
    @DisplayName("K18 the default locale has no influence on keys")
    void sameKeys(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        KeyTemplate template = KeyTemplate.parse("k:{a:lower}:{b:upper}:{c}:{a:hash(MD5)}:{d}");

        assertThat(template.render(
                        Args.of(
                                "TITLE",
                                "title",
                                List.of(1234567, 1.5, new BigDecimal("1E+3")),
                                LocalDate.of(2024, 1, 2)),
                        ContextValues.NONE))
                .isEqualTo("k:title:TITLE:[1234567,1.5,1E+3]:6f9dccd85b2e0786c8d522045365eb48:2024-01-02");
        assertThat(CacheKey.of("n", -1234567, 'ı', "\n")).isEqualTo("n:-1234567:ı:%0A");
        assertThat(KeyTemplate.parse("i:{x}").render(Args.of(1234567), ContextValues.NONE))
                .isEqualTo("i:1234567");
    }
}
