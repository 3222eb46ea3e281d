package io.github.kashew.spi;

import java.util.Set;

/**
 * What a key holds, of any kind, as {@link Backend#content} finds it. Immutable.
 *
 * @param <S> the stored form, {@code Object} or {@code byte[]}
 */
public sealed interface Content<S> {

    /** Returns the deadline, {@link Stored#NEVER}, or {@link Backend#MISSING} of nothing. */
    long expiresAt();

    /** Tells whether a key that held this and holds {@code now} is unchanged in the sense of {@link Check.Unchanged}. */
    default boolean isSameAs(Content<?> now) {
        if (this instanceof Value<S> value) {
            return now instanceof Value<?> other
                    && other.stored().writeId() == value.stored().writeId();
        }
        if (this instanceof Total<S> total) {
            return now instanceof Total<?> other && other.number() == total.number();
        }
        if (this instanceof Members<S> members) {
            return now instanceof Members<?> other && other.texts().equals(members.texts());
        }
        return getClass() == now.getClass();
    }

    /** Returns what is held, in the words of messages. */
    default String kind() {
        if (this instanceof Value<S>) {
            return "a value";
        }
        if (this instanceof Total<S>) {
            return "a counter";
        }
        if (this instanceof Members<S>) {
            return "a set";
        }
        if (this instanceof Fields<S>) {
            return "bits";
        }
        return this instanceof Events<S> ? "a sliding window" : "nothing";
    }

    /**
     * Nothing that lives.
     *
     * @param epoch the deletion epoch of the key's slot, as of {@link Absent}
     */
    record Nothing<S>(long epoch) implements Content<S> {
        @Override
        public long expiresAt() {
            return Backend.MISSING;
        }
    }

    /** A record. */
    record Value<S>(Stored<S> stored) implements Content<S> {
        @Override
        public long expiresAt() {
            return stored.expiresAt();
        }
    }

    /** A counter. */
    record Total<S>(long number, long expiresAt) implements Content<S> {}

    /** A set. */
    record Members<S>(Set<String> texts, long expiresAt) implements Content<S> {
        /** Copies. */
        public Members {
            texts = Set.copyOf(texts);
        }
    }

    /** Bits; {@link CounterStorage#bits} tells which. */
    record Fields<S>(long expiresAt) implements Content<S> {}

    /** A sliding window. */
    record Events<S>(long expiresAt) implements Content<S> {}
}
