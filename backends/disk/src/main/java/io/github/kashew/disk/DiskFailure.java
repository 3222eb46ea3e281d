package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What the failures of SQLite mean for a caller. */
final class DiskFailure {

    private static final int PRIMARY = 0xFF;

    private DiskFailure() {}

    private static boolean is(Throwable failure, SQLiteErrorCode code) {
        return failure instanceof SQLException sql && (sql.getErrorCode() & PRIMARY) == code.code;
    }

    /** Tells whether the file itself is wrong, and stays so. */
    static boolean isDamage(Throwable failure) {
        return is(failure, SQLiteErrorCode.SQLITE_CORRUPT)
                || is(failure, SQLiteErrorCode.SQLITE_NOTADB)
                || failure instanceof Schema.MismatchException;
    }

    /** Tells whether the file may have gone away under the connection, so that it has to be opened anew. */
    static boolean isLost(Throwable failure) {
        return is(failure, SQLiteErrorCode.SQLITE_IOERR)
                || is(failure, SQLiteErrorCode.SQLITE_CANTOPEN)
                || failure instanceof ShardFiles.GoneException
                || is(failure, SQLiteErrorCode.SQLITE_READONLY);
    }

    /** Tells whether somebody else holds a lock that is needed. */
    static boolean isBusy(Throwable failure) {
        return is(failure, SQLiteErrorCode.SQLITE_BUSY);
    }

    /** Tells whether other calls of the group may succeed. */
    static boolean concernsOneCall(Throwable failure) {
        return !isDamage(failure) && !isLost(failure) && !isBusy(failure);
    }

    /** Returns the failure as callers see it. */
    static BackendException of(String name, int timeoutMillis, Exception failure) {
        if (failure instanceof BackendException known) {
            return known;
        }
        if (isBusy(failure)) {
            return new BackendException(
                    name + " was busy for " + timeoutMillis + " ms: another process is writing; timeout= may be longer",
                    failure);
        }
        if (is(failure, SQLiteErrorCode.SQLITE_FULL)) {
            return new BackendException(name + ": the file system is full", failure);
        }
        if (is(failure, SQLiteErrorCode.SQLITE_READONLY)) {
            return new BackendException(name + ": the file or its directory cannot be written", failure);
        }
        if (isDamage(failure)) {
            return new BackendException(name + " is damaged", failure);
        }
        return new BackendException(name + ": " + failure.getMessage(), failure);
    }
}
