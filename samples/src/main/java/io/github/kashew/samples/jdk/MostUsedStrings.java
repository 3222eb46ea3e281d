package io.github.kashew.samples.jdk;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/**
 * The string constants that occur in the most classes.
 *
 * @param uses the most frequent first; equally frequent ones in alphabetical order
 */
public record MostUsedStrings(List<Use> uses) implements Answer {
    private static final int CONSTANT_STRING = 8;

    public MostUsedStrings {
        uses = List.copyOf(uses);
    }

    /**
     * One string constant.
     *
     * @param text the string, which may be empty
     * @param classes the number of classes whose constant pool holds it
     */
    public record Use(String text, int classes) {}

    /** Finds the {@code n} most frequent strings by reading every constant pool. */
    public static MostUsedStrings of(JdkClasses classes, int n) {
        Map<String, Integer> counts = new HashMap<>();
        classes.forEach(file -> count(file.reader(), counts));
        return new MostUsedStrings(counts.entrySet().stream()
                .map(entry -> new Use(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Use::classes).reversed().thenComparing(Use::text))
                .limit(n)
                .toList());
    }

    private static void count(ClassReader reader, Map<String, Integer> counts) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_STRING) {
                counts.merge(reader.readUTF8(offset, buffer), 1, Integer::sum);
            }
        }
    }

    @Override
    public List<String> lines() {
        return uses.stream()
                .map(use -> String.format(Locale.ROOT, "%,7d classes  \"%s\"", use.classes, use.text))
                .toList();
    }
}
