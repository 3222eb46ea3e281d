package io.github.kashew.benchmarks.reliability;

/** One reliability figure. */
@FunctionalInterface
interface Trial {

    /**
     * Runs it.
     *
     * @param scale 1 for the figure itself, 10 for a tenth of it
     * @param seed of whatever is random
     */
    Verdict run(int scale, long seed) throws Exception;
}
