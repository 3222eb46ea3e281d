package io.github.kashew.samples.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@DisplayName("The instruction count")
class InstructionCountTest {
    @Test
    @DisplayName("is exact for each method, and zero for abstract ones")
    void exact() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_ABSTRACT, "A", null, "java/lang/Object", null);
        add(writer, "four", Opcodes.ICONST_1, Opcodes.ICONST_2, Opcodes.IADD, Opcodes.IRETURN);
        add(writer, "two", Opcodes.ICONST_0, Opcodes.IRETURN);
        writer.visitMethod(Opcodes.ACC_ABSTRACT, "none", "()I", null, null).visitEnd();
        writer.visitEnd();

        Map<String, Integer> counts = new HashMap<>();
        InstructionCount.of(new ClassFile("m", writer.toByteArray()), counts::put);

        assertThat(counts).isEqualTo(Map.of("four", 4, "two", 2, "none", 0));
    }

    private static void add(ClassWriter writer, String name, int... opcodes) {
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, name, "()I", null, null);
        method.visitCode();
        for (int opcode : opcodes) {
            method.visitInsn(opcode);
        }
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
