package io.github.kashew.samples.jdk;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The methods that call a method, whichever of its overloads.
 *
 * @param callee the class, with dots, and the method, such as {@code java.lang.System.exit}
 * @param names the callers, spelled alike, in alphabetical order
 */
public record Callers(String callee, List<String> names) implements Answer {
    public Callers {
        names = List.copyOf(names);
    }

    /**
     * Finds the callers of {@code method} of {@code type} (with dots) by parsing the code of every method. A call by
     * reflection, by a method reference or by way of a subclass's name is not seen.
     */
    public static Callers of(JdkClasses classes, String type, String method) {
        SortedSet<String> names = new TreeSet<>();
        String owner = type.replace('.', '/');
        classes.forEach(file -> file.reader()
                .accept(
                        new Calls(owner, method, caller -> names.add(file.name() + "." + caller)),
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES));
        return new Callers(type + "." + method, List.copyOf(names));
    }

    @Override
    public List<String> lines() {
        return Excerpt.lines(names, "methods");
    }

    private static final class Calls extends ClassVisitor {
        private final String owner;
        private final String callee;
        private final Consumer<String> callers;

        Calls(String owner, String callee, Consumer<String> callers) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.callee = callee;
            this.callers = callers;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String caller,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String to, String name, String type, boolean isInterface) {
                    if (name.equals(callee) && to.equals(owner)) {
                        callers.accept(caller);
                    }
                }
            };
        }
    }
}
