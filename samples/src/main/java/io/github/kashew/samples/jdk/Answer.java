package io.github.kashew.samples.jdk;

import java.util.List;

/** What a question about the JDK was answered with: an immutable value, and so a good one to cache. */
public sealed interface Answer
        permits Callers, DependencyCounts, Implementors, LargestMethods, ModuleSize, MostUsedStrings {
    /** Returns the answer as a person reads it, without indentation; never empty. */
    List<String> lines();
}
