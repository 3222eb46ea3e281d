package io.github.kashew.samples.jdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The class files of the running JDK, or of one of its modules. The list is made once; the bytes are read and parsed
 * anew by every {@link #forEach}, because nothing here is cached.
 *
 * <p>This class is immutable and threadsafe.
 */
public final class JdkClasses {
    private static final Path MODULES =
            FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

    private final List<Path> files;
    private final Progress progress;

    private JdkClasses(List<Path> files, Progress progress) {
        this.files = files;
        this.progress = progress;
    }

    /** Lists the class files of every module, module by module, without module declarations. Takes a few 100 ms. */
    public static JdkClasses all() {
        return new JdkClasses(list(MODULES), Progress.none());
    }

    /**
     * Returns the class files of one module only, reported to the same progress.
     *
     * @throws IllegalArgumentException if this holds no class file of a module of that name
     */
    public JdkClasses only(String module) {
        List<Path> chosen =
                files.stream().filter(file -> moduleOf(file).equals(module)).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("There is no module '" + module + "' with classes in this JDK; it has "
                    + String.join(", ", modules()) + ".");
        }
        return new JdkClasses(chosen, progress);
    }

    /** Returns the same class files, whose readings are reported to {@code listener} instead. */
    public JdkClasses reporting(Progress listener) {
        return new JdkClasses(files, listener);
    }

    /** Returns the number of class files. */
    public int size() {
        return files.size();
    }

    /** Returns the names of the modules that have class files here, in alphabetical order. */
    public List<String> modules() {
        return files.stream().map(JdkClasses::moduleOf).distinct().sorted().toList();
    }

    /**
     * Reads and parses each class file and hands it to {@code visitor}, on the calling thread.
     *
     * @throws CancellationException if the thread is interrupted meanwhile; it stays interrupted
     * @throws IllegalArgumentException if the JDK is newer than the parser
     */
    public void forEach(Consumer<? super ClassFile> visitor) {
        progress.report(0, size());
        int done = 0;
        for (Path file : files) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + done + " of " + size() + " class files");
            }
            visitor.accept(parse(moduleOf(file), bytes(file)));
            progress.report(++done, size());
        }
    }

    static ClassFile parse(String module, byte[] bytes) {
        try {
            return new ClassFile(module, bytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Java " + Runtime.version().feature() + " is newer than the class file parser of this sample ("
                            + e.getMessage() + "); run it on an older JDK, from 17 on.",
                    e);
        }
    }

    private static List<Path> list(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(JdkClasses::isClass).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isClass(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".class") && !name.equals("module-info.class");
    }

    /** A path reads {@code /modules/java.base/java/lang/Object.class}. */
    private static String moduleOf(Path file) {
        return file.getName(1).toString();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
