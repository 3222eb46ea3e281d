package io.github.kashew.disk;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What one call does to a file.
 *
 * <p>It may be run a second time after the first was rolled back. It refuses, with a
 * {@link io.github.kashew.error.CacheException}, before it changes anything.
 */
@FunctionalInterface
interface Work<R extends @Nullable Object> {
    R run(Session session) throws SQLException;
}
