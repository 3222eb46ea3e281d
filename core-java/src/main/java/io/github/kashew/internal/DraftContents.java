package io.github.kashew.internal;

import io.github.kashew.spi.Absent;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import java.nio.charset.StandardCharsets;

/** What keys hold in a transaction, in other forms. */
final class DraftContents {

    private DraftContents() {}

    /** Returns the same with another deadline. */
    static <S> Content<S> expiringAt(Content<S> content, long deadline) {
        if (content instanceof Content.Value<S> value) {
            return new Content.Value<>(value.stored().expiringAt(deadline));
        }
        if (content instanceof Content.Total<S> total) {
            return new Content.Total<>(total.number(), deadline);
        }
        if (content instanceof Content.Members<S> members) {
            return new Content.Members<>(members.texts(), deadline);
        }
        if (content instanceof Content.Fields<S>) {
            return new Content.Fields<>(deadline);
        }
        return content instanceof Content.Events<S> ? new Content.Events<>(deadline) : content;
    }

    /** Returns what a read finds: a record, a counter as one, or nothing. */
    static <S> Slot<S> slot(Content<S> content, Class<S> form) {
        if (content instanceof Content.Value<S> value) {
            return value.stored();
        }
        if (content instanceof Content.Total<S> total) {
            return Stored.of(payload(total.number(), form), total.number(), total.expiresAt());
        }
        return new Absent<>(content instanceof Content.Nothing<S> nothing ? nothing.epoch() : 0);
    }

    @SuppressWarnings("unchecked") // a backend of bytes says so
    private static <S> S payload(long number, Class<S> form) {
        Object payload = (Class<?>) form == byte[].class
                ? Long.toString(number).getBytes(StandardCharsets.US_ASCII)
                : (Object) number;
        return (S) payload;
    }
}
