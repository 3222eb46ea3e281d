package io.github.kashew;

import io.github.kashew.async.Done;
import io.github.kashew.spi.Stored;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is stored at a key: a value or a failure, and when it was written, grows stale and expires.
 *
 * <p>Times are in nanoseconds since the epoch, by the time of the route; {@link #NEVER} stands for never. Null is a legal
 * value. Immutable and thread-safe; the value itself is shared with everybody who reads it from memory, so treat cached
 * values as immutable.
 *
 * @param <V> the type of the value
 */
public final class Entry<V extends @Nullable Object> implements Stored<Object>, Lookup<V> {

    private final @Nullable Object content;
    private final long writeId;
    private final long writtenAt;
    private final long staleAt;
    private final long expiresAt;
    private final long loadNanos;
    private final TagGenerations tags;

    // Made on first use and shared; a race makes two equal ones.
    private @Nullable CompletionStage<V> outcome;

    private Entry(
            @Nullable Object content,
            long writeId,
            long writtenAt,
            long staleAt,
            long expiresAt,
            long loadNanos,
            TagGenerations tags) {
        this.content = content;
        this.writeId = writeId;
        this.writtenAt = writtenAt;
        this.staleAt = staleAt;
        this.expiresAt = expiresAt;
        this.loadNanos = loadNanos;
        this.tags = tags;
    }

    /** Returns an entry of a value, with a write id of its own, that grows stale only when it expires. */
    public static <V extends @Nullable Object> Entry<V> ofValue(V value, long writtenAt, long expiresAt) {
        return new Entry<>(value, newWriteId(), writtenAt, expiresAt, expiresAt, 0, TagGenerations.NONE);
    }

    /** Returns an entry of a failure, with a write id of its own, that grows stale only when it expires. */
    public static <V extends @Nullable Object> Entry<V> ofFailure(Throwable failure, long writtenAt, long expiresAt) {
        return new Entry<>(new Failure(failure), newWriteId(), writtenAt, expiresAt, expiresAt, 0, TagGenerations.NONE);
    }

    /** Returns an entry of what a load brought. */
    public static <V extends @Nullable Object> Entry<V> of(Outcome<V> outcome, long writtenAt, long expiresAt) {
        Throwable failure = outcome.failure();
        Object content = failure == null ? outcome.value() : new Failure(failure);
        return new Entry<>(
                content,
                newWriteId(),
                writtenAt,
                expiresAt,
                expiresAt,
                outcome.loadTime().toNanos(),
                TagGenerations.NONE);
    }

    /** Returns an entry of something that a backend holds and that was not stored as an entry. */
    public static Entry<Object> ofRaw(Object content, long writeId, long expiresAt) {
        return new Entry<>(content, writeId, 0, expiresAt, expiresAt, 0, TagGenerations.NONE);
    }

    private static long newWriteId() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** Returns the same entry, growing stale at {@code nanos}. */
    public Entry<V> staleAt(long nanos) {
        return new Entry<>(content, writeId, writtenAt, nanos, expiresAt, loadNanos, tags);
    }

    /** Returns the same entry, valid only while the tags keep the given generations. */
    public Entry<V> tagged(TagGenerations generations) {
        return new Entry<>(content, writeId, writtenAt, staleAt, expiresAt, loadNanos, generations);
    }

    @Override
    public Entry<V> expiringAt(long nanos) {
        long stale = staleAt == expiresAt ? nanos : staleAt;
        return new Entry<>(content, writeId, writtenAt, stale, nanos, loadNanos, tags);
    }

    /**
     * Returns the value.
     *
     * @throws IllegalStateException if this entry holds a failure
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // stores check the type of what they answer, null is of any
    public V value() {
        if (content instanceof Failure) {
            throw new IllegalStateException("the entry holds a failure: ask failure(), or use outcome()");
        }
        return (V) content;
    }

    /** Returns the failure that was stored in place of a value, or null. */
    public @Nullable Throwable failure() {
        return content instanceof Failure failure ? failure.cause() : null;
    }

    /** Returns the value, or the failure in its place. */
    public @Nullable Object content() {
        return content instanceof Failure failure ? failure.cause() : content;
    }

    /** Returns a completed stage of the value, or one that failed with the stored failure. It can be shared. */
    public CompletionStage<V> outcome() {
        CompletionStage<V> known = outcome;
        if (known == null) {
            Throwable failure = failure();
            known = failure == null ? Done.of(value()) : Done.failed(failure);
            outcome = known;
        }
        return known;
    }

    /** Returns when this entry was written. */
    public long writtenAt() {
        return writtenAt;
    }

    /** Returns when this entry grows stale: it may still be served, but is to be loaded anew. */
    public long staleAt() {
        return staleAt;
    }

    @Override
    public long expiresAt() {
        return expiresAt;
    }

    /** Returns how long the load took, in nanoseconds, or 0 if it was not loaded. */
    public long loadNanos() {
        return loadNanos;
    }

    /** Returns the tags that this entry carries, each with the generation that was read before the load. */
    public TagGenerations tags() {
        return tags;
    }

    @Override
    public long writeId() {
        return writeId;
    }

    /** Returns this entry: in memory it is stored as it is. */
    @Override
    public Object payload() {
        return this;
    }

    /** Tells whether the value may be read as {@code type}; a failure and null may be read as any. */
    public boolean isOf(TypeRef<?> type) {
        return content instanceof Failure || type.accepts(content);
    }

    /** Tells what kind of content there is and when it was written; never the value. */
    @Override
    public String toString() {
        String kind = content == null ? "null" : content.getClass().getSimpleName();
        return "Entry[" + kind + ", writtenAt=" + writtenAt + ", staleAt=" + staleAt + ", expiresAt=" + expiresAt + "]";
    }

    /** A failure in place of a value. */
    private record Failure(Throwable cause) {}
}
