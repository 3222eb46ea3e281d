package io.github.kashew;

import io.github.kashew.spi.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * A look-up without an entry.
 *
 * @param reason why
 * @param storable when a value that is loaded now may be stored; null if it may not
 * @param trouble the failure of the store that was suppressed, or null
 * @param tags the generations of the tags that were asked for with the look-up, none if one does not exist; null if none were
 *     asked for
 */
public record Missing<V extends @Nullable Object>(
        Reason reason,
        @Nullable WriteCondition storable,
        @Nullable Throwable trouble,
        @Nullable TagGenerations tags) implements Lookup<V> {

    /** Makes a look-up without an entry and without trouble. */
    public Missing(Reason reason, @Nullable WriteCondition storable) {
        this(reason, storable, null, null);
    }

    /** Makes a look-up without an entry, and without tags. */
    public Missing(Reason reason, @Nullable WriteCondition storable, @Nullable Throwable trouble) {
        this(reason, storable, trouble, null);
    }

    /** Returns that nothing is there that could be answered, but an entry that what is loaded now may replace. */
    public static <V extends @Nullable Object> Missing<V> replacing(Entry<V> entry) {
        return new Missing<>(
                Reason.ABSENT,
                WriteCondition.unchangedSince(entry),
                null,
                entry.tags().isEmpty() ? null : entry.tags());
    }

    /** Returns the same with the generations of tags that were read with it. */
    public Missing<V> with(@Nullable TagGenerations generations) {
        return generations == null ? this : new Missing<>(reason, storable, trouble, generations);
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
