package io.github.kashew.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A recipe that samples/run lists")
class RecipesTest {
    private static final Path RECIPES = Path.of("recipes");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(RECIPES)) {
            return files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("has a main in Kotlin and one in Java, under the same name")
    void bothFlavours(String recipe) throws ReflectiveOperationException {
        StringBuilder type = new StringBuilder("io.github.kashew.samples.")
                .append(recipe.replace("-", ""))
                .append('.');
        for (String word : recipe.split("-", -1)) {
            type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }

        assertThat(Class.forName(type.toString()).getMethod("main", String[].class))
                .isNotNull();
        assertThat(Class.forName(type + "Kt").getMethod("main", String[].class)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("is described in one line that fits a terminal, and has help")
    void described(String recipe) throws IOException {
        List<String> lines = Files.readAllLines(RECIPES.resolve(recipe + ".txt"));

        assertThat(lines.get(0)).isNotBlank().hasSizeLessThan(80);
        assertThat(lines).anyMatch(line -> line.startsWith("Usage: samples/run " + recipe + " [--java]"));
    }
}
