package io.github.kashew.benchmarks.harness;

/**
 * How long a comparison takes.
 *
 * @param forks how many fresh pairs of processes are started
 * @param warmups how often each side runs before it counts
 * @param pairs how often each side runs after that
 * @param millis how long one run takes
 */
public record Schedule(int forks, int warmups, int pairs, int millis) {

    /** The schedule that decides whether a figure is met. */
    public static final Schedule FULL = new Schedule(6, 6, 9, 300);

    /** A schedule for a look in between; its bounds are wide. */
    public static final Schedule QUICK = new Schedule(3, 4, 5, 200);
}
