package io.github.kashew.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.strategy.Strategies;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds that every strategy has a page, and that the pages are built alike. */
@DisplayName("The pages of the strategies")
class StrategyPagesTest {

    private static final Path PAGES =
            Path.of("").toAbsolutePath().getParent().resolve("docs").resolve("strategies");
    private static final List<String> PARTS = List.of(
            "# ",
            "\n> **TL;DR** ",
            "\n```text\n",
            "\n```kotlin\n",
            "\n```java\n",
            "\n## How it works\n",
            "\n## Options\n",
            "\n## When something fails\n");

    @TestFactory
    @DisplayName("have the same parts in the same order")
    Stream<DynamicTest> parts() throws IOException {
        return pages().map(page -> DynamicTest.dynamicTest(
                page.getFileName().toString(),
                () -> assertThat(Files.readString(page)).containsSubsequence(PARTS)));
    }

    @Test
    @DisplayName("are all in the overview, and so is every strategy")
    void overview() throws IOException {
        String overview = Files.readString(PAGES.resolve("README.md"));
        assertThat(pages().map(page -> "](" + page.getFileName() + ")")).allMatch(overview::contains);
        assertThat(Arrays.stream(Strategies.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName))
                .isNotEmpty()
                .allMatch(overview::contains);
    }

    private static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(page -> !page.endsWith("README.md")).sorted().toList().stream();
        }
    }
}
