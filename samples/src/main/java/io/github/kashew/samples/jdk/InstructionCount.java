package io.github.kashew.samples.jdk;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Counts the bytecode instructions of every method of one class. Not threadsafe; one use per class. */
final class InstructionCount extends ClassReader {
    /** Receives one method; {@code instructions} is zero for abstract and native ones. */
    @FunctionalInterface
    interface Listener {
        void method(String name, int instructions);
    }

    private int instructions;

    private InstructionCount(byte[] bytes) {
        super(bytes);
    }

    /** Calls {@code listener} for each method of {@code file}, in the order of the class file. */
    static void of(ClassFile file, Listener listener) {
        InstructionCount count = new InstructionCount(file.bytes());
        count.accept(count.new Methods(listener), SKIP_DEBUG | SKIP_FRAMES);
    }

    @Override
    protected void readBytecodeInstructionOffset(int bytecodeOffset) {
        instructions++;
    }

    private final class Methods extends ClassVisitor {
        private final Listener listener;

        Methods(Listener listener) {
            super(Opcodes.ASM9);
            this.listener = listener;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            instructions = 0;
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitEnd() {
                    listener.method(name, instructions);
                }
            };
        }
    }
}
