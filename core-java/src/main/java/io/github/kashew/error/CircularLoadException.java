package io.github.kashew.error;

import java.util.List;
import java.util.stream.Collectors;

/** A load that waits, directly or through other loads, for itself. */
public class CircularLoadException extends CacheException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_SHOWN_PATH = 16;

    /** The keys in the order in which they wait; an array because the list types are not serializable by contract. */
    private final String[] path;

    /**
     * Creates the exception.
     *
     * @param path the keys in the order in which they wait for each other; the last one is the one that closes the
     *     circle and usually equals the first
     * @throws IllegalArgumentException if {@code path} is empty
     */
    public CircularLoadException(List<String> path) {
        super(describe(path));
        this.path = path.toArray(String[]::new);
    }

    /** Returns the keys in the order in which they wait for each other; immutable, never empty. */
    public final List<String> path() {
        return List.of(path);
    }

    private static String describe(List<String> path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("path must hold at least one key, was empty");
        }
        String shown =
                path.stream().limit(LONGEST_SHOWN_PATH).map(Printable::text).collect(Collectors.joining(" → "));
        String rest = path.size() > LONGEST_SHOWN_PATH ? " → … (" + path.size() + " keys)" : "";
        return "a load waits for itself: " + shown + rest;
    }
}
