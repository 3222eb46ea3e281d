package io.github.kashew.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds that every Java and Kotlin example in README and docs stands, word for word, in a region of a source file here,
 * where it is compiled and run by the tests around it.
 *
 * <p>A fence is preceded by a comment that names the region: {@code <!-- example: ReadmeExamplesTest.java#quick-start -->}.
 * A region begins with the line {@code // example: quick-start} and ends with {@code // end}.
 */
class DocumentedExamplesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<Path> SOURCES = List.of(
            Path.of("src/test/java/io/github/kashew/samples/docs"),
            Path.of("src/test/kotlin/io/github/kashew/samples/docs"));
    private static final Pattern FENCE = Pattern.compile(
            "(?:<!-- example: (?<file>[\\w.]+)#(?<region>[\\w-]+) -->\\n)?```(?:java|kotlin)\\n(?<text>.*?)```",
            Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyFencedExampleIsARegionOfATest() throws IOException {
        return documents()
                .flatMap(document -> FENCE.matcher(read(document))
                        .results()
                        .map(fence -> DynamicTest.dynamicTest(
                                ROOT.relativize(document) + ": " + firstLine(fence.group(3)), () -> compare(fence))));
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(documents()
                        .mapToLong(document ->
                                FENCE.matcher(read(document)).results().count())
                        .sum())
                .isGreaterThan(5);
    }

    private static Stream<Path> documents() throws IOException {
        Path docs = ROOT.resolve("docs");
        List<Path> pages;
        try (Stream<Path> files = Files.walk(docs)) {
            pages = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), pages.stream());
    }

    private static void compare(MatchResult fence) {
        assertThat(fence.group(1))
                .as("a comment <!-- example: File.java#region --> on the line before the fence")
                .isNotNull();
        Path source = SOURCES.stream()
                .map(folder -> folder.resolve(fence.group(1)))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no file " + fence.group(1) + " in " + SOURCES));
        assertThat(fence.group(3)).isEqualTo(region(read(source), fence.group(2)));
    }

    private static String region(String source, String name) {
        List<String> lines = source.lines().toList();
        int begin = lines.stream().map(String::strip).toList().indexOf("// example: " + name);
        assertThat(begin).as("a line '// example: " + name + "'").isNotNegative();
        List<String> text = lines.subList(begin + 1, lines.size()).stream()
                .takeWhile(line -> !line.strip().equals("// end"))
                .toList();
        return String.join("\n", text).stripIndent() + "\n";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
