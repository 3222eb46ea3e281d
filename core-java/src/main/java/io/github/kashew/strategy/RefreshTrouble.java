package io.github.kashew.strategy;

/** Says, at most once a second, that a load failed and a strategy goes on with an older value. Thread-safe. */
final class RefreshTrouble {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    private final String strategy;
    private final OncePerSecond log = new OncePerSecond();

    RefreshTrouble(String strategy) {
        this.strategy = strategy;
    }

    /** Returns the strategy as it is drawn. */
    @Override
    public String toString() {
        return strategy;
    }

    /** Notes what a load has failed with at {@code now}. */
    void note(Throwable failure, long now) {
        if (log.isDue(now)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: a load failed, an older value stands in for it: {1}",
                    strategy,
                    failure.toString());
        }
    }
}
