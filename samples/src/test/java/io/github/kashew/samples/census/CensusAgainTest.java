package io.github.kashew.samples.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.samples.jdk.Implementors;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A second run of the census")
class CensusAgainTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("reads no class file: it finds the answers of the first on disk")
    void answersAtOnce() {
        CensusOptions options = CensusOptions.parse(
                "--module",
                "java.logging",
                "--answers",
                directory.resolve("kept").toString());

        assertThat(loads(options)).isEqualTo(2);
        assertThat(loads(options)).isZero();
    }

    private static int loads(CensusOptions options) {
        try (Cache cache = Cache.open(options.keptAnswers().url())) {
            JdkQuestions questions = new JdkQuestions(cache, options.classes(), Runnable::run);
            Implementors found = questions
                    .implementors("java.util.logging.Handler")
                    .toCompletableFuture()
                    .join();
            assertThat(found.names()).contains("java.util.logging.ConsoleHandler");
            assertThat(questions.largestMethods(3).toCompletableFuture().join().methods())
                    .hasSize(3);
            return questions.loads();
        }
    }
}
