package io.github.kashew.benchmarks.reliability;

import java.util.logging.Logger;

/** Keeps what is logged from the output of a trial that makes trouble on purpose. */
final class QuietLog implements AutoCloseable {

    /** Held, because the log manager holds it weakly. */
    private final Logger logger = Logger.getLogger("io.github.kashew");

    QuietLog() {
        logger.setUseParentHandlers(false);
    }

    @Override
    public void close() {
        logger.setUseParentHandlers(true);
    }
}
