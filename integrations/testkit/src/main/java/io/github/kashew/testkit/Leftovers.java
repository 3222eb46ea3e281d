package io.github.kashew.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.spi.CacheClock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks after every test that nothing is left over: no timer, no thread of Kashew that would keep a process alive, and
 * no warning that the test did not take. A load that is still running holds a timer, so it is found as well.
 *
 * <p>Register it as a field, build the cache with {@link #watch} of its clock, and close the cache in an
 * {@code @AfterEach} method. Not thread-safe, but the watched clock is.
 */
public final class Leftovers implements BeforeEachCallback, AfterEachCallback {

    private final WarningLog log = new WarningLog();
    private WatchedClock clock = new WatchedClock(CacheClock.system());

    /** Makes an extension that watches nothing yet. */
    public Leftovers() {}

    /** Returns a clock that shows the time of {@code time} and whose tasks are watched from now on. */
    public CacheClock watch(CacheClock time) {
        clock = new WatchedClock(time);
        return clock;
    }

    /** Returns how many tasks of the watched clock wait for their time. */
    public int timers() {
        return clock.waiting();
    }

    /** Returns the warnings that were logged so far; they count as expected from now on. */
    public List<String> takeWarnings() {
        return log.take();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        log.open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        log.close();
        assertThat(log.take()).as("warnings that were logged").isEmpty();
        assertThat(timers()).as("timers left over after closing").isZero();
        assertThat(lastingThreads()).as("threads that keep the process alive").isEmpty();
    }

    private static List<String> lastingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive()
                        && !thread.isDaemon()
                        && thread.getName().toLowerCase(Locale.ROOT).startsWith("kashew"))
                .map(Thread::getName)
                .toList();
    }
}
