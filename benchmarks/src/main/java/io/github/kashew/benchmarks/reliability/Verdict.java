package io.github.kashew.benchmarks.reliability;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run found: whether the figure is met, and the numbers that say so, in their order. */
record Verdict(boolean met, Map<String, Object> numbers) {

    static Verdict of(boolean met, Object... namesAndNumbers) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            numbers.put((String) namesAndNumbers[i], namesAndNumbers[i + 1]);
        }
        return new Verdict(met, numbers);
    }

    String line(String id, long seed) {
        return "RELIABILITY " + id + " met=" + met + " "
                + numbers.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")) + " seed=" + seed;
    }
}
