package io.github.kashew;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one call was answered with, and how that came.
 *
 * @param value the value; null also if the call failed
 * @param failure what the call failed with, or null
 * @param answers what the plans of the cache have answered to it
 */
public record Explanation<V extends @Nullable Object>(
        @Nullable V value, @Nullable Throwable failure, List<Detection> answers) {

    /** Copies. */
    public Explanation {
        answers = List.copyOf(answers);
    }

    /** Draws each answer as a tree; never the value. */
    @Override
    public String toString() {
        return answers.isEmpty()
                ? "no plan was asked"
                : answers.stream().map(Detection::toTree).collect(Collectors.joining("\n"));
    }
}
