package io.github.kashew.build;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.kotlin.abi.tools.AbiFilters;
import org.jetbrains.kotlin.abi.tools.AbiTools;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a module offers to its users with the dump of it that is checked in, so that a change of the public API
 * is seen in review.
 *
 * <p>The dump holds the public and protected members of the packages that the module exports, or of all its packages if
 * it has no module descriptor.
 */
public final class ApiDump {
    private static final AbiTools TOOLS = AbiTools.Companion.getInstance(ApiDump.class.getClassLoader());

    private ApiDump() {}

    /**
     * Compares, or writes the dump anew. A comparison leaves what it found beside the directory of the classes.
     *
     * @param args the directory of the compiled classes; the file of the dump; {@code true} to write that file instead
     *     of comparing with it
     * @throws IOException if a file cannot be read or written
     * @throws ApiChangedException if the classes offer something else than the dump says
     */
    public static void main(String... args) throws IOException {
        Path classes = Path.of(args[0]);
        Path dump = Path.of(args[1]);
        boolean update = Boolean.parseBoolean(args[2]);
        String actual = dumpOf(classes);
        if (update) {
            Files.createDirectories(dump.toAbsolutePath().getParent());
            Files.writeString(dump, actual);
        } else {
            Path found = classes.resolveSibling(dump.getFileName());
            compare(dump, Files.writeString(found, actual));
        }
    }

    /** Returns the public API of the classes below a directory; the same classes give the same text. */
    static String dumpOf(Path classes) throws IOException {
        List<Path> files = classFiles(classes);
        Set<String> hidden = hiddenPackages(classes, files).stream()
                .map(name -> name + ".**")
                .collect(Collectors.toUnmodifiableSet());
        StringBuilder text = new StringBuilder();
        TOOLS.printJvmDump(
                text, files.stream().map(Path::toFile).toList(), new AbiFilters(Set.of(), hidden, Set.of(), Set.of()));
        return text.toString();
    }

    private static void compare(Path dump, Path actual) {
        if (Files.notExists(dump)) {
            throw new ApiChangedException(dump + " is missing");
        }
        @Nullable String difference = TOOLS.filesDiff(dump.toFile(), actual.toFile());
        if (difference != null) {
            throw new ApiChangedException("The public API differs from " + dump + ":\n" + difference);
        }
    }

    private static Set<String> hiddenPackages(Path classes, List<Path> files) throws IOException {
        Path descriptor = classes.resolve("module-info.class");
        if (Files.notExists(descriptor)) {
            return Set.of();
        }
        try (InputStream in = Files.newInputStream(descriptor)) {
            Set<String> hidden = files.stream()
                    .map(file -> classes.relativize(file.getParent()).toString())
                    .map(folder -> folder.replace(File.separatorChar, '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
            ModuleDescriptor.read(in).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .forEach(hidden::remove);
            return hidden;
        }
    }

    private static List<Path> classFiles(Path classes) throws IOException {
        if (Files.notExists(classes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class"))
                    .sorted()
                    .toList();
        }
    }
}
