package io.github.kashew.samples.jdk;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How strongly the modules hang together: which refers to which other, and in how many classes. Nothing is said of
 * references to {@code java.base}, because every module is full of them.
 *
 * @param dependencies the strongest first; equally strong ones by the names of their modules
 */
public record DependencyCounts(List<Dependency> dependencies) implements Answer {
    private static final String EVERYBODYS = "java.base";

    public DependencyCounts {
        dependencies = List.copyOf(dependencies);
    }

    /**
     * One module that refers to another.
     *
     * @param from the module that refers
     * @param to the module referred to
     * @param classes the number of classes of {@code from} that name at least one type of {@code to}
     */
    public record Dependency(String from, String to, int classes) {}

    private record Edge(String from, String to) {}

    /** Finds the {@code n} strongest dependencies between two different modules, at most. */
    public static DependencyCounts of(JdkClasses classes, int n) {
        Map<String, String> modules = modulesByPackage();
        Map<Edge, Integer> counts = new HashMap<>();
        classes.forEach(file -> {
            Set<String> targets = new HashSet<>();
            for (String type : ReferencedTypes.of(file.reader())) {
                String target = modules.get(packageOf(type));
                if (target != null && !target.equals(file.module()) && !target.equals(EVERYBODYS)) {
                    targets.add(target);
                }
            }
            targets.forEach(to -> counts.merge(new Edge(file.module(), to), 1, Integer::sum));
        });
        return new DependencyCounts(counts.entrySet().stream()
                .map(entry -> new Dependency(entry.getKey().from, entry.getKey().to, entry.getValue()))
                .sorted(Comparator.comparingInt(Dependency::classes)
                        .reversed()
                        .thenComparing(Dependency::from)
                        .thenComparing(Dependency::to))
                .limit(n)
                .toList());
    }

    private static Map<String, String> modulesByPackage() {
        Map<String, String> modules = new HashMap<>();
        for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
            for (String name : module.descriptor().packages()) {
                modules.put(name, module.descriptor().name());
            }
        }
        return modules;
    }

    private static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    @Override
    public List<String> lines() {
        if (dependencies.isEmpty()) {
            return List.of("none, apart from " + EVERYBODYS);
        }
        return dependencies.stream()
                .map(one -> String.format(Locale.ROOT, "%,7d classes  %s → %s", one.classes, one.from, one.to))
                .toList();
    }
}
