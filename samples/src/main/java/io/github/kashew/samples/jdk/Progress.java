package io.github.kashew.samples.jdk;

/** Listens to how far a reading of class files has come. Called on the thread that reads. */
@FunctionalInterface
public interface Progress {
    /**
     * Reports {@code done} of {@code total} class files: first with zero, then after every file, so it must be cheap.
     * A reading that fails or is interrupted does not reach {@code total}.
     */
    void report(int done, int total);

    /** Returns a listener that does nothing. */
    static Progress none() {
        return (done, total) -> {};
    }
}
