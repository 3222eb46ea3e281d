package io.github.kashew.strategy;

/** Says, at most once a second, that a guard cannot ask its store. Thread-safe. */
final class StoreTrouble {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    private final String guard;
    private final OncePerSecond log = new OncePerSecond();

    StoreTrouble(String guard) {
        this.guard = guard;
    }

    /** Notes that calls pass unguarded. */
    void passes(long now, Throwable failure) {
        if (log.isDue(now)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} cannot ask its store and lets calls pass: {1}",
                    guard,
                    failure.toString());
        }
    }
}
