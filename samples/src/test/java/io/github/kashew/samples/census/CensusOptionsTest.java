package io.github.kashew.samples.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
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
    @DisplayName("keep the answers of each JDK and module apart, below a directory that can be named")
    void answers() {
        CensusOptions options = CensusOptions.parse("--answers", "build/some answers", "--module", "java.xml");

        assertThat(options.module()).isEqualTo("java.xml");
        assertThat(Path.of(options.keptAnswers().place()).getParent())
                .isEqualTo(Path.of("build/some answers").toAbsolutePath());
        assertThat(options.keptAnswers())
                .isNotEqualTo(
                        CensusOptions.parse("--answers", "build/some answers").keptAnswers());
        assertThat(KeptAnswers.below(Path.of("/a b"), Runtime.Version.parse("21.0.5+11"), "java.xml")
                        .url())
                .isEqualTo("disk:///a%20b/jdk-21.0.5-11-java.xml?shards=1&size_limit=64MB");
    }

    @Test
    @DisplayName("keep them in a backend that was named, whose password is not shown, those of each JDK apart")
    void backend() {
        CensusOptions options =
                CensusOptions.parse("--backend", "redis://ann:s3cr3t@localhost:6379/2", "--module", "java.xml");

        assertThat(options.keptAnswers().place()).isEqualTo("redis://***@localhost:6379");
        assertThat(KeptAnswers.at("redis://h?db=2", Runtime.Version.parse("21.0.5+11"), null)
                        .url())
                .isEqualTo("redis://h?db=2&prefix=census-jdk-21.0.5-11:");
    }

    @Test
    @DisplayName("keep them in the user's cache directory otherwise")
    void usualDirectory() {
        Path home = Path.of("home");

        assertThat(KeptAnswers.usual(Map.of(), home)).isEqualTo(Path.of("home", ".cache", "kashew-census"));
        assertThat(KeptAnswers.usual(Map.of("XDG_CACHE_HOME", "caches"), home))
                .isEqualTo(Path.of("caches", "kashew-census"));
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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CensusOptions.parse("--answers", "a", "--backend", "mem://"))
                .withMessageContaining("--answers and --backend");
    }
}
