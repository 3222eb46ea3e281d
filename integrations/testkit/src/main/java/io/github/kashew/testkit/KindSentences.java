package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Absent;
import io.github.kashew.spi.BitFields;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences on keys that hold one kind of thing and meet commands of another. */
interface KindSentences extends Subject {

    @ParameterizedTest(name = "{0}")
    @DisplayName("a change of another kind fails and leaves what is there")
    @ValueSource(strings = {"value", "counter", "bits", "set", "window"})
    default void otherKindFails(String kind) {
        make(kind);
        changes().forEach((changed, stage) -> {
            if (!changed.equals(kind)) {
                assertThat(failure(stage)).as(changed + " over " + kind).isInstanceOf(BackendException.class);
            }
        });
        assertThat(answer(cache().exists("k"))).isTrue();
        assertThat(answer(cache().get("k", String.class))).isEqualTo(kind.equals("value") ? "v" : null);
        assertThat(answer(cache().ttl("k"))).isNotNull();
    }

    @Test
    @DisplayName("V18: a failed change of another kind tells the key and what it holds")
    default void otherKindMessage() {
        set();
        assertThat(failure(cache().increment("k"))).hasMessageContaining("k").hasMessageContaining("set");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("taking from a set that is something else fails")
    @ValueSource(strings = {"value", "counter", "bits", "window"})
    default void notASet(String kind) {
        make(kind);
        assertThat(failure(cache().removeFromSet("k", Set.of("m")))).isInstanceOf(BackendException.class);
        assertThat(failure(cache().popFromSet("k", 1))).isInstanceOf(BackendException.class);
        assertThat(answer(cache().exists("k"))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("reading bits of something else fails")
    @ValueSource(strings = {"value", "counter", "set", "window"})
    default void notBits(String kind) {
        make(kind);
        assertThat(failure(cache().getBits("k", BitFields.of(8, 0)))).isInstanceOf(BackendException.class);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("V18: a look-up sees bits, sets and windows as absent")
    @ValueSource(strings = {"bits", "set", "window"})
    default void lookUpSeesNothing(String kind) {
        make(kind);
        assertThat(answer(cache().get("k", String.class))).isNull();
        assertThat(answer(cache().get("k", Long.class))).isNull();
        assertThat(answer(cache().getRaw("k"))).isNull();
        assertThat(answer(backend().read("k"))).isInstanceOf(Absent.class);
    }

    @Test
    @DisplayName("a look-up sees a counter as its number")
    default void lookUpSeesCounter() {
        counter();
        assertThat(answer(cache().get("k", Long.class))).isEqualTo(3);
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("V18: set replaces every kind")
    @ValueSource(strings = {"value", "counter", "bits", "set", "window"})
    default void setReplaces(String kind) {
        make(kind);
        answer(cache().set("k", "new"));
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("setIfAbsent sees every kind as present")
    @ValueSource(strings = {"value", "counter", "bits", "set", "window"})
    default void setIfAbsentSees(String kind) {
        make(kind);
        assertThat(answer(cache().setIfAbsent("k", "new", Ttl.forever()))).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("setIfPresent replaces every kind")
    @ValueSource(strings = {"value", "counter", "bits", "set", "window"})
    default void setIfPresentReplaces(String kind) {
        make(kind);
        assertThat(answer(cache().setIfPresent("k", "new", Ttl.forever()))).isTrue();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("delete removes every kind")
    @ValueSource(strings = {"value", "counter", "bits", "set", "window"})
    default void deletesInKind(String kind) {
        make(kind);
        assertThat(answer(cache().exists("k"))).isTrue();
        assertThat(answer(cache().delete("k"))).isTrue();
        assertThat(answer(cache().exists("k"))).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("expire ends every kind, and any kind can be made afterwards")
    @ValueSource(strings = {"value", "counter", "bits", "set", "window"})
    default void expiresInKind(String kind) {
        make(kind);
        assertThat(answer(cache().expire("k", Ttl.of("10s")))).isTrue();
        pass("9s");
        assertThat(answer(cache().exists("k"))).isTrue();
        pass("2s");
        assertThat(answer(cache().exists("k"))).isFalse();
        assertThat(answer(cache().ttl("k"))).isNull();
        answer(kind.equals("set") ? cache().increment("k") : cache().addToSet("k", Set.of("m")));
    }

    @Test
    @DisplayName("a write that came between two increments keeps the second from counting")
    default void valueStopsCounting() {
        counter();
        value();
        assertThat(failure(cache().increment("k"))).isInstanceOf(BackendException.class);
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }

    @Test
    @DisplayName("a number that was set is a value and not a counter")
    default void numberIsNoCounter() {
        answer(cache().set("k", 5L));
        assertThat(failure(cache().increment("k"))).isInstanceOf(BackendException.class);
        assertThat(answer(cache().get("k", Long.class))).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what holds something has a size")
    @ValueSource(strings = {"value", "counter", "bits", "set"})
    default void hasSize(String kind) {
        make(kind);
        assertThat(answer(cache().size("k"))).isPositive();
    }

    private void value() {
        answer(cache().set("k", "v"));
    }

    private void counter() {
        answer(cache().increment("k", 3, Ttl.forever()));
    }

    private void bits() {
        answer(cache().incrementBits("k", BitFields.of(8, 0), 7));
    }

    private void set() {
        answer(cache().addToSet("k", Set.of("m")));
    }

    private void window() {
        answer(cache().slidingCount("k", Duration.ofMinutes(1), 5));
    }

    private void make(String kind) {
        switch (kind) {
            case "value" -> value();
            case "counter" -> counter();
            case "bits" -> bits();
            case "set" -> set();
            default -> window();
        }
    }

    private Map<String, CompletionStage<?>> changes() {
        Map<String, CompletionStage<?>> changes = new LinkedHashMap<>();
        changes.put("counter", cache().increment("k"));
        changes.put("bits", cache().incrementBits("k", BitFields.of(8, 0), 1));
        changes.put("set", cache().addToSet("k", Set.of("n")));
        changes.put("window", cache().slidingCount("k", Duration.ofMinutes(1), 5));
        return changes;
    }
}
