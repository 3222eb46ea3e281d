package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.elements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.Ttl;
import io.github.kashew.error.CacheException;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on a store as a whole. */
interface HousekeepingSentences extends Subject {

    @Test
    @DisplayName("a store that works answers a ping")
    default void pings() {
        assertThat(cache().ping().thenApply(done -> "answered"))
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo("answered");
    }

    @Test
    @DisplayName("an empty store has no keys")
    default void countsNothing() {
        assertThat(answer(cache().count())).isZero();
    }

    @Test
    @DisplayName("keys of every kind are counted")
    default void countsEveryKind() {
        answer(cache().set("value", "v"));
        answer(cache().increment("counter"));
        answer(cache().addToSet("set", Set.of("m")));
        answer(cache().incrementBits("bits", BitFields.of(1, 0), 1));
        assertThat(answer(cache().count())).isEqualTo(4);
    }

    @Test
    @DisplayName("what was deleted is not counted")
    default void countsAfterDeletion() {
        answer(cache().setMany(Map.of("a", 1, "b", 2), Ttl.forever()));
        answer(cache().delete("a"));
        assertThat(answer(cache().count())).isEqualTo(1);
    }

    @Test
    @DisplayName("what has expired is not counted, unless it is declared that it may be")
    default void countsExpired() {
        answer(cache().set("a", 1, Ttl.of("10s")));
        answer(cache().set("b", 2));
        pass("11s");
        assertThat(answer(cache().count())).isBetween(1L, has(Limitation.COUNTS_EXPIRED) ? 2L : 1L);
    }

    @Test
    @DisplayName("clearing deletes everything")
    default void clears() {
        answer(cache().set("value", "v"));
        answer(cache().increment("counter"));
        answer(cache().addToSet("set", Set.of("m")));
        String internal = "\0own\0counter"; // for which no wildcard stands
        answer(backend().increment(internal, 1, Stored.NEVER));
        answer(cache().clear());
        assertThat(answer(cache().count())).isZero();
        assertThat(elements(cache().scan("*"))).isEmpty();
        assertThat(answer(backend().exist(List.of(internal)))).containsExactly(false);
        assertThat(answer(cache().get("value", String.class))).isNull();
    }

    @Test
    @DisplayName("a store that was cleared goes on")
    default void goesOnAfterClearing() {
        answer(cache().set("a", 1));
        answer(cache().clear());
        answer(cache().set("b", 2));
        assertThat(answer(cache().get("b", Integer.class))).isEqualTo(2);
        assertThat(answer(cache().count())).isEqualTo(1);
    }

    @Test
    @DisplayName("the size of a longer text is larger")
    default void sizes() {
        answer(cache().set("short", "v"));
        answer(cache().set("long", "v".repeat(10_000)));
        assertThat(answer(cache().size("long"))).isGreaterThan(answer(cache().size("short")) + 5_000);
    }

    @Test
    @DisplayName("a key that does not exist has no size")
    default void sizeOfMissing() {
        assertThat(answer(cache().size("nowhere"))).isZero();
    }

    @Test
    @DisplayName("the backend keeps objects or bytes")
    default void hasForm() {
        assertThat((Object) backend().form()).isIn(Object.class, byte[].class);
    }

    @Test
    @DisplayName("time goes on for the backend")
    default void timeGoesOn() {
        long before = backend().now();
        pass("10s");
        assertThat(backend().now() - before)
                .isGreaterThanOrEqualTo(Duration.ofSeconds(10).minus(slack()).toNanos());
        assertThat(backend().isPast(before)).isTrue();
        assertThat(backend().isPast(in("1h"))).isFalse();
        assertThat(backend().isPast(Stored.NEVER)).isFalse();
    }

    @Test
    @DisplayName("a cache that was closed refuses operations")
    default void closes() {
        Cache closed = open(options -> options.name("shop"), "");
        answer(closed.set("k", "v"));
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.get("k", String.class))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("shop");
    }
}
