package io.github.kashew;

import io.github.kashew.spi.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * A look-up without an entry.
 *
 * @param reason why
 * @param storable when a value that is loaded now may be stored; null if it may not
 * @param trouble the failure of the store that was suppressed, or null
 */
public record Missing<V extends @Nullable Object>(
        Reason reason,
        @Nullable WriteCondition storable,
        @Nullable Throwable trouble) implements Lookup<V> {

    /** Makes a look-up without an entry and without trouble. */
    public Missing(Reason reason, @Nullable WriteCondition storable) {
        this(reason, storable, null);
    }

    /** Returns that nothing is there that could be answered, but an entry that what is loaded now may replace. */
    public static <V extends @Nullable Object> Missing<V> replacing(Entry<V> entry) {
        return new Missing<>(Reason.ABSENT, WriteCondition.unchangedSince(entry));
    }

    /** Tells whether a value that is loaded now may be stored where others find it as well. */
    public boolean isReplaceable() {
        return storable != null && !(storable instanceof WriteCondition.Beside);
    }

    /** Why a look-up answers no entry. */
    public enum Reason {
        /** The key holds nothing that lives. */
        ABSENT,
        /**
         * The key holds a value of another type or shape; a load does not overwrite it. In a store of bytes what is loaded
         * is kept beside it, in this process.
         */
        OTHER_TYPE,
        /** Looking up is switched off. */
        DISABLED,
        /** The backend failed, and the route suppresses that. */
        FAILED
    }
}
