package io.github.kashew.samples.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The options of the census")
class CensusOptionsTest {
    @Test
    @DisplayName("read the whole JDK by default, and one module on request")
    void modules() {
        assertThat(CensusOptions.parse().module()).isNull();
        assertThat(CensusOptions.parse("--module", "java.logging").classes().modules())
                .containsExactly("java.logging");
    }

    @Test
    @DisplayName("say which one is unknown, and which one is incomplete")
    void refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CensusOptions.parse("--modul", "java.base"))
                .withMessageContaining("'--modul'")
                .withMessageContaining("--module <name>");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CensusOptions.parse("--module", "java.base", "java.xml"))
                .withMessageContaining("'java.xml'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CensusOptions.parse("--module"))
                .withMessageContaining("such as java.base");
    }
}
