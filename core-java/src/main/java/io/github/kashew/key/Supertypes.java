package io.github.kashew.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The types that an object of one class also has. */
final class Supertypes {
    private Supertypes() {}

    /**
     * Returns {@code type}, then its superclass and interfaces, then theirs: level by level, a class before interfaces,
     * interfaces as declared, and {@code Object} last.
     */
    static List<Class<?>> nearestFirst(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        List<Class<?>> level = List.of(type);
        while (!level.isEmpty()) {
            List<Class<?>> next = new ArrayList<>();
            for (Class<?> each : level) {
                if (each != Object.class && found.add(each)) {
                    if (each.getSuperclass() != null) {
                        next.add(each.getSuperclass());
                    }
                    next.addAll(Arrays.asList(each.getInterfaces()));
                }
            }
            level = next;
        }
        found.add(Object.class);
        return List.copyOf(found);
    }
}
