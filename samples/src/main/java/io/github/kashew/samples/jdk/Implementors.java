package io.github.kashew.samples.jdk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything that implements or extends a type, directly or through others.
 *
 * @param type the class or interface, with dots
 * @param names its subtypes, with dots, in alphabetical order
 */
public record Implementors(String type, List<String> names) implements Answer {
    public Implementors {
        names = List.copyOf(names);
    }

    /** Finds the subtypes of {@code type}. A chain is followed only as far as it stays within {@code classes}. */
    public static Implementors of(JdkClasses classes, String type) {
        Map<String, List<String>> subtypes = new HashMap<>();
        classes.forEach(file -> {
            String superclass = file.superclass();
            if (superclass != null) {
                subtypes.computeIfAbsent(superclass, name -> new ArrayList<>()).add(file.name());
            }
            for (String implemented : file.interfaces()) {
                subtypes.computeIfAbsent(implemented, name -> new ArrayList<>()).add(file.name());
            }
        });

        SortedSet<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            for (String subtype : subtypes.getOrDefault(open.remove(), List.of())) {
                if (found.add(subtype)) {
                    open.add(subtype);
                }
            }
        }
        return new Implementors(type, List.copyOf(found));
    }

    @Override
    public List<String> lines() {
        return Excerpt.lines(names, "types");
    }
}
