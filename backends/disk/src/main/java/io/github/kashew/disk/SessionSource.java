package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.CacheClock;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Opens the file of a shard when it is needed, and anew when it was replaced. Not thread-safe. */
final class SessionSource {

    private final ShardFiles files;
    private final CacheClock clock;
    private final int timeoutMillis;
    private final long walPages;
    private @Nullable Session session;
    private @Nullable Path last;

    SessionSource(ShardFiles files, CacheClock clock, int timeoutMillis, long walPages) {
        this.files = files;
        this.clock = clock;
        this.timeoutMillis = timeoutMillis;
        this.walPages = walPages;
    }

    String name() {
        return files.name();
    }

    Session current() throws SQLException {
        Session open = session;
        Path wanted = files.current();
        if (open != null && open.file().equals(wanted)) {
            return open;
        }
        close();
        last = wanted;
        Session opened = open(wanted);
        session = opened;
        return opened;
    }

    /** Opens a file whose tables are there. */
    private Session open(Path file) throws SQLException {
        Session opened = Session.open(file, clock, timeoutMillis, walPages);
        boolean ready = false;
        try {
            Schema.ensure(opened);
            ready = true;
            return opened;
        } finally {
            if (!ready) {
                opened.close();
            }
        }
    }

    /** Replaces a file by an empty one if it is damaged, as a second look at it says that is alone with it. */
    void setAside() {
        close();
        if (last != null) {
            files.setAside(last, this::isDamaged);
        }
    }

    private boolean isDamaged(Path file) {
        try {
            Session look = Session.open(file, clock, timeoutMillis, walPages);
            try {
                return !Schema.isWhole(look);
            } finally {
                look.close();
            }
        } catch (SQLException unreadable) {
            return DiskFailure.isDamage(unreadable); // whatever else it is may pass
        }
    }

    /** Closes a file that may have gone away, and looks whether another has to be used from now on. */
    void lookAgain() {
        close();
        files.check();
    }

    /** Opens the file anew if that may help, and returns a failure as callers see it. */
    BackendException failure(Exception failure) {
        if (DiskFailure.isLost(failure)) {
            close();
        }
        return DiskFailure.of(files.name(), timeoutMillis, failure);
    }

    void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
