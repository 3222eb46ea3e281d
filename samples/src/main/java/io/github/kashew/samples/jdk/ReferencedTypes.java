package io.github.kashew.samples.jdk;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Collects the types a class names: those its code uses stand in the constant pool, those its own fields and methods
 * declare in their descriptors. Generic signatures and annotations do not count. Not threadsafe.
 */
final class ReferencedTypes extends ClassVisitor {
    private static final int CONSTANT_CLASS = 7;
    private static final int CONSTANT_NAME_AND_TYPE = 12;

    private final Set<String> names = new HashSet<>();

    private ReferencedTypes() {
        super(Opcodes.ASM9);
    }

    /** Returns the names, with dots, of the classes and interfaces that {@code reader}'s class refers to. */
    static Set<String> of(ClassReader reader) {
        ReferencedTypes types = new ReferencedTypes();
        types.addConstants(reader);
        reader.accept(types, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return types.names;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        addDescriptor(descriptor);
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        addDescriptor(descriptor);
        return null;
    }

    private void addConstants(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset == 0) {
                continue; // the second slot of a long or a double
            }
            int tag = reader.readByte(offset - 1);
            if (tag == CONSTANT_CLASS) {
                add(Type.getObjectType(reader.readUTF8(offset, buffer)));
            } else if (tag == CONSTANT_NAME_AND_TYPE) {
                addDescriptor(reader.readUTF8(offset + 2, buffer));
            }
        }
    }

    private void addDescriptor(String descriptor) {
        Type type = Type.getType(descriptor);
        if (type.getSort() == Type.METHOD) {
            add(type.getReturnType());
            for (Type argument : type.getArgumentTypes()) {
                add(argument);
            }
        } else {
            add(type);
        }
    }

    private void add(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            names.add(element.getClassName());
        }
    }
}
