package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;

import io.github.kashew.Cache;
import io.github.kashew.CacheBuilder;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the sentences of the contract speak of. */
interface Subject {

    /** Returns a cache of one route, for all keys, that the backend under test serves. */
    Cache cache();

    /** Returns the backend of that route. */
    Backend<Object> backend();

    /** Opens one more cache, with a backend of its own for each prefix, that is closed after the test. */
    Cache open(Consumer<CacheBuilder> options, String... prefixes);

    /** Lets time pass for the cache and its backend. */
    void pass(Duration time);

    /** Returns how far a deadline may be from what is expected. */
    Duration slack();

    /** Tells whether the backend under test declares a limitation. */
    boolean has(Limitation limitation);

    /** Lets time such as {@code "10s"} pass. */
    default void pass(String time) {
        pass(Ttl.of(time).toDuration());
    }

    /** Stores null at a key. */
    @SuppressWarnings("NullAway") // null is a legal value of a type that says so
    default void setNull(String key) {
        TypeRef<@Nullable String> type = new TypeRef<>() {};
        answer(cache().set(key, null, type, Ttl.forever(), WriteCondition.ALWAYS));
    }

    /** Returns the deadline of what lives for {@code ttl} from now on. */
    default long in(String ttl) {
        return CacheClock.saturatedSum(backend().now(), Ttl.of(ttl).nanos());
    }

    /** Returns a record of a text, in the form that the backend keeps. */
    default Stored<Object> stored(String text, long writeId, long expiresAt) {
        Class<?> form = backend().form();
        Object payload = form == byte[].class ? text.getBytes(StandardCharsets.UTF_8) : text;
        return Stored.of(payload, writeId, expiresAt);
    }

    /** Returns a record of a text that does not expire. */
    default Stored<Object> stored(String text, long writeId) {
        return stored(text, writeId, Stored.NEVER);
    }

    /** Returns the text of a record, or a note of its absence. */
    default String textOf(Slot<Object> slot) {
        if (!(slot instanceof Stored<Object> stored)) {
            return "absent";
        }
        return stored.payload() instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : stored.payload().toString();
    }

    /** Returns the warnings that were logged so far; they count as expected from now on. */
    List<String> warnings();
}
