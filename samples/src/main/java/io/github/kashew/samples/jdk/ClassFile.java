package io.github.kashew.samples.jdk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * One class file of the JDK with its constant pool indexed. Lives only while its question is answered: an answer keeps
 * names and numbers, never class files.
 */
public final class ClassFile {
    private final String module;
    private final byte[] bytes;
    private final ClassReader reader;

    /**
     * Indexes {@code bytes}, which must not change afterwards.
     *
     * @throws IllegalArgumentException if the parser does not know this version of the class file format
     */
    ClassFile(String module, byte[] bytes) {
        this.module = module;
        this.bytes = bytes;
        this.reader = new ClassReader(bytes);
    }

    /** Returns the name of the module it belongs to. */
    public String module() {
        return module;
    }

    /** Returns the parser, which reads the class file from its beginning as often as needed. */
    public ClassReader reader() {
        return reader;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Returns the class name as Java source spells it, with dots. */
    public String name() {
        return dotted(reader.getClassName());
    }

    /** Returns the superclass, with dots, or null for {@code java.lang.Object}. */
    public @Nullable String superclass() {
        String name = reader.getSuperName();
        return name == null ? null : dotted(name);
    }

    /** Returns the interfaces it names itself (not those it inherits), with dots. */
    public List<String> interfaces() {
        List<String> names = new ArrayList<>();
        for (String name : reader.getInterfaces()) {
            names.add(dotted(name));
        }
        return names;
    }

    static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
