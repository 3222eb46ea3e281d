package io.github.kashew.samples.jdk;

import java.util.List;
import java.util.Locale;

/**
 * How big a module is.
 *
 * @param module its name
 * @param classes the number of its classes and interfaces
 * @param methods the number of their methods, constructors included
 * @param instructions the number of bytecode instructions in those methods
 */
public record ModuleSize(String module, int classes, int methods, long instructions) implements Answer {
    /**
     * Measures {@code module} by parsing the code of all its methods.
     *
     * @throws IllegalArgumentException if {@code classes} holds no class file of that module
     */
    public static ModuleSize of(JdkClasses classes, String module) {
        JdkClasses own = classes.only(module);
        long[] sum = new long[2];
        own.forEach(file -> InstructionCount.of(file, (name, instructions) -> {
            sum[0]++;
            sum[1] += instructions;
        }));
        return new ModuleSize(module, own.size(), Math.toIntExact(sum[0]), sum[1]);
    }

    @Override
    public List<String> lines() {
        return List.of(String.format(
                Locale.ROOT,
                "%,7d classes  %,8d methods  %,10d instructions  %s",
                classes,
                methods,
                instructions,
                module));
    }
}
