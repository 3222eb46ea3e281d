package io.github.kashew.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Hears the warnings that Kashew logs, as long as {@link System.Logger} goes to {@code java.util.logging}, as it does
 * unless an application says otherwise.
 */
final class WarningLog extends Handler {

    // a strong reference, or the handler would go with the collected logger
    private static final Logger LOGGER = Logger.getLogger("io.github.kashew");

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private boolean passedOn;

    void open() {
        passedOn = LOGGER.getUseParentHandlers();
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(this);
    }

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(passedOn);
    }

    /** Returns the warnings so far and forgets them. */
    List<String> take() {
        List<String> taken = List.copyOf(warnings);
        warnings.clear();
        return taken;
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(formatter.formatMessage(logged));
        }
    }

    @Override
    public void flush() {}
}
