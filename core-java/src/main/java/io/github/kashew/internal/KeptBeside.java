package io.github.kashew.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * What this process loaded for keys whose record belongs to others: to another version of the program, which reads it as
 * another shape, or to one with other secrets.
 *
 * <p>Two versions side by side would otherwise overwrite each other's records, or load each time. A record is kept while the
 * shared one is that of the same write, so whoever changes or deletes that one ends it as well. At most 16 MiB are kept.
 * Thread-safe.
 */
final class KeptBeside {

    private static final long MOST_BYTES = 16L << 20;
    private static final int BYTES_OF_ONE = 128;

    private final Cache<String, Kept> kept;
    private final boolean keeps;

    KeptBeside() {
        this(
                Caffeine.newBuilder()
                        .executor(Runnable::run)
                        .maximumWeight(MOST_BYTES)
                        .weigher((String key, Kept one) ->
                                BYTES_OF_ONE + 2 * key.length() + one.record().payload().length)
                        .build(),
                true);
    }

    private KeptBeside(Cache<String, Kept> kept, boolean keeps) {
        this.kept = kept;
        this.keeps = keeps;
    }

    /**
     * A record of this process.
     *
     * @param others the id of the write of the record that it is kept beside
     */
    private record Kept(long others, Stored<byte[]> record) {}

    /** Returns the same for a transaction, whose loads may have seen what nobody else sees: it keeps nothing more. */
    KeptBeside onlyRead() {
        return new KeptBeside(kept, false);
    }

    /** Returns on which condition something may be kept beside a record, or null if nothing may. */
    @Nullable
    WriteCondition condition(Stored<byte[]> others) {
        return keeps ? new WriteCondition.Beside(others.writeId()) : null;
    }

    /** Returns what is kept beside the record of others, or null. */
    @Nullable
    Stored<byte[]> of(String key, Stored<byte[]> others) {
        Kept found = kept.getIfPresent(key);
        return found != null && found.others == others.writeId() ? found.record : null;
    }

    /**
     * Returns the id of the write beside whose record something is to be kept: the condition says so, or names a record that
     * is itself kept beside. Null if what is written is for the backend.
     */
    @Nullable
    Long others(String key, WriteCondition condition) {
        if (condition instanceof WriteCondition.Beside beside) {
            return beside.writeId();
        }
        if (condition instanceof WriteCondition.SameWrite same) {
            Kept found = kept.getIfPresent(key);
            return found != null && found.record.writeId() == same.writeId() ? found.others : null;
        }
        return null;
    }

    /** Keeps a record; answers whether it is kept. */
    boolean keep(String key, long others, Stored<byte[]> record) {
        if (keeps) {
            kept.put(key, new Kept(others, record));
        }
        return keeps;
    }
}
