package io.github.kashew.build;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources that break a rule, so that a test can show that the rule finds them. */
public final class SourceFixture {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("class (\\w+)");

    private SourceFixture() {}

    /**
     * Compiles sources and imports their classes; no file is left behind.
     *
     * @param sources one compilation unit each
     * @throws IllegalArgumentException if they do not compile
     */
    public static JavaClasses compile(String... sources) {
        try {
            Path directory = Files.createTempDirectory("kashew-fixture");
            try {
                compileInto(directory, sources);
                return new ClassFileImporter().importPath(directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compileInto(Path directory, String... sources) {
        List<String> options = List.of(
                "-d", directory.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-Xlint:none");
        List<JavaFileObject> units =
                Arrays.stream(sources).map(SourceFixture::unit).toList();
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, units)
                .call()) {
            throw new IllegalArgumentException("The fixture does not compile: " + String.join("\n", sources));
        }
    }

    private static JavaFileObject unit(String source) {
        String folder = first(PACKAGE, source).replace('.', '/');
        String name = source.contains("class ") ? first(TYPE, source) : "package-info";
        URI uri = URI.create("string:///" + folder + "/" + name + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    private static String first(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException("The fixture has no " + pattern + ": " + source);
        }
        return matcher.group(1);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
