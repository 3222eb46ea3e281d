package io.github.kashew.internal;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import io.github.kashew.Entry;
import io.github.kashew.TagGenerations;
import io.github.kashew.error.CachedFailureException;
import io.github.kashew.error.CodecException;
import io.github.kashew.internal.Unreadable.Reason;
import io.github.kashew.internal.envelope.Envelope;
import io.github.kashew.internal.envelope.Envelope.Kind;
import io.github.kashew.internal.envelope.Failure;
import io.github.kashew.spi.Stored;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Entries to bytes and back. Thread-safe. */
final class Envelopes {

    /** Our messages are two deep; whoever signs deeper ones does not get our stack. */
    private static final int DEEPEST = 16;

    private static final int LONGEST_FAILURE = 4_096;

    private final Frame frame;
    private final Compression compression;
    private final int schema;
    private final Map<String, Function<String, Throwable>> failures;

    /** @param failures makes failures of their messages, by the names of their classes; others are of no class of their own */
    Envelopes(Frame frame, Compression compression, int schema, Map<String, Function<String, Throwable>> failures) {
        this.frame = frame;
        this.compression = compression;
        this.schema = schema;
        this.failures = failures;
    }

    /** Returns the bytes of an entry. */
    byte[] write(String key, Entry<?> entry, BoundCodec codec) {
        Envelope.Builder envelope = Envelope.newBuilder()
                .setWrittenAt(entry.writtenAt())
                .setStaleAt(entry.staleAt())
                .setExpiresAt(entry.expiresAt())
                .setLoadNanos(entry.loadNanos())
                .addAllTags(entry.tags().tags());
        for (long generation : entry.tags().generations()) {
            envelope.addGenerations(generation);
        }
        Throwable failure = entry.failure();
        Object content = entry.content();
        if (failure != null) {
            envelope.setKind(Kind.FAILURE).setPayload(failure(failure).toByteString());
        } else if (content == null) {
            envelope.setKind(Kind.NULL);
        } else {
            envelope.setKind(Kind.VALUE)
                    .setCodec(codec.name())
                    .setFingerprint(codec.fingerprint())
                    .setSchema(schema);
            compression.write(payload(content, codec), envelope);
        }
        return frame.wrap(key, envelope.build());
    }

    private byte[] payload(Object content, BoundCodec codec) {
        byte[] payload = codec.encode(content);
        if (payload.length > compression.mostBytes()) {
            throw new CodecException("a value of " + payload.length + " bytes is larger than max_value_bytes="
                    + compression.mostBytes() + ": raise the limit, or store less");
        }
        return payload;
    }

    /** Tells whether a value is of the schema and the shape that are written here, or of an older shape that is read. */
    boolean isReadable(Envelope envelope, BoundCodec codec) {
        return envelope.getSchema() == schema && codec.isOf(envelope)
                || Integer.compareUnsigned(envelope.getSchema(), schema) <= 0 && codec.isOlder(envelope);
    }

    /** Tells whether a value is of a lower schema, which a load may overwrite. */
    boolean isOutdated(Envelope envelope) {
        return Integer.compareUnsigned(envelope.getSchema(), schema) < 0;
    }

    private static Failure failure(Throwable failure) {
        String type = failure instanceof CachedFailureException cached
                ? cached.type()
                : failure.getClass().getName();
        String message = failure.getMessage();
        return Failure.newBuilder()
                .setType(type)
                .setMessage(message == null ? "" : message.substring(0, Math.min(message.length(), LONGEST_FAILURE)))
                .build();
    }

    /**
     * Returns what was stored, undecoded.
     *
     * @throws Unreadable if the check fails, or the body is no envelope
     */
    Envelope open(String key, byte[] bytes) {
        CodedInputStream body = frame.unwrap(key, bytes).newCodedInput();
        body.enableAliasing(true);
        body.setRecursionLimit(DEEPEST);
        try {
            Envelope envelope = Envelope.parser().parseFrom(body);
            if (envelope.getTagsCount() != envelope.getGenerationsCount()) {
                throw new Unreadable(Reason.UNDECODABLE, "the envelope has tags without generations");
            }
            return envelope;
        } catch (IOException malformed) {
            throw new Unreadable(Reason.UNDECODABLE, "the body is no envelope");
        }
    }

    /** Returns the same bytes with another deadline. */
    byte[] withDeadline(String key, Envelope envelope, long expiresAt) {
        long staleAt = envelope.getStaleAt() == envelope.getExpiresAt() ? expiresAt : envelope.getStaleAt();
        return frame.wrap(
                key,
                envelope.toBuilder().setStaleAt(staleAt).setExpiresAt(expiresAt).build());
    }

    /**
     * Returns the entry of an envelope that is of the codec's type.
     *
     * @throws Unreadable if its payload cannot be decoded
     */
    Entry<?> entry(Envelope envelope, Stored<byte[]> stored, BoundCodec codec) {
        Throwable failure = envelope.getKind() == Kind.FAILURE ? failure(envelope.getPayload()) : null;
        Object value = envelope.getKind() == Kind.VALUE ? value(envelope, codec) : null;
        Entry<?> entry = Entry.restored(
                value,
                failure,
                stored.writeId(),
                envelope.getWrittenAt(),
                envelope.getStaleAt(),
                envelope.getExpiresAt(),
                envelope.getLoadNanos(),
                tags(envelope));
        return stored.expiresAt() < entry.expiresAt() ? entry.expiringAt(stored.expiresAt()) : entry;
    }

    private Object value(Envelope envelope, BoundCodec codec) {
        return codec.decode(envelope, compression.read(envelope));
    }

    private Throwable failure(ByteString payload) {
        try {
            Failure failure = Failure.parseFrom(payload);
            Function<String, Throwable> known = failures.get(failure.getType());
            return known == null
                    ? new CachedFailureException(failure.getType(), failure.getMessage())
                    : Objects.requireNonNull(known.apply(failure.getMessage()));
        } catch (RuntimeException thrown) {
            throw new Unreadable(
                    Reason.UNDECODABLE,
                    "what makes failures threw " + thrown.getClass().getName());
        } catch (IOException malformed) {
            throw new Unreadable(Reason.UNDECODABLE, "the payload is no failure");
        }
    }

    static TagGenerations tags(Envelope envelope) {
        List<String> tags = envelope.getTagsList();
        if (tags.isEmpty()) {
            return TagGenerations.NONE;
        }
        long[] generations = new long[tags.size()];
        for (int i = 0; i < generations.length; i++) {
            generations[i] = envelope.getGenerations(i);
        }
        try {
            return TagGenerations.of(tags, generations);
        } catch (IllegalArgumentException refused) {
            throw new Unreadable(Reason.UNDECODABLE, "a tag has no generation");
        }
    }
}
