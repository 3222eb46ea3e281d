package io.github.kashew.samples.jdk;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * The methods with the most bytecode instructions.
 *
 * @param methods the largest first; equally large ones by name
 */
public record LargestMethods(List<Method> methods) implements Answer {
    private static final Comparator<Method> LARGEST_FIRST =
            Comparator.comparingInt(Method::instructions).reversed().thenComparing(Method::name);

    public LargestMethods {
        methods = List.copyOf(methods);
    }

    /**
     * One method.
     *
     * @param name the class, with dots, and the method
     * @param instructions the number of its bytecode instructions
     */
    public record Method(String name, int instructions) {}

    /** Finds the {@code n} largest methods (at least 1) by parsing the code of every method. */
    public static LargestMethods of(JdkClasses classes, int n) {
        PriorityQueue<Method> kept = new PriorityQueue<>(LARGEST_FIRST.reversed());
        classes.forEach(file -> InstructionCount.of(file, (name, instructions) -> {
            kept.add(new Method(file.name() + "." + name, instructions));
            if (kept.size() > n) {
                kept.remove();
            }
        }));
        return new LargestMethods(kept.stream().sorted(LARGEST_FIRST).toList());
    }

    @Override
    public List<String> lines() {
        return methods.stream()
                .map(method -> String.format(Locale.ROOT, "%,7d instructions  %s", method.instructions, method.name))
                .toList();
    }
}
