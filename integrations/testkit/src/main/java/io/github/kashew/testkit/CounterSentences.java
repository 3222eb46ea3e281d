package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import io.github.kashew.error.BackendException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences on counters. */
interface CounterSentences extends Subject {

    @Test
    @DisplayName("a counter begins at zero")
    default void startsAtZero() {
        assertThat(answer(cache().increment("n"))).isEqualTo(1);
        assertThat(answer(cache().increment("n"))).isEqualTo(2);
    }

    @Test
    @DisplayName("a counter that does not exist has no total")
    default void missingCounter() {
        assertThat(answer(cache().counter("n"))).isNull();
    }

    @Test
    @DisplayName("a counter answers its total")
    default void readsTotal() {
        answer(cache().increment("n", 5, Ttl.forever()));
        assertThat(answer(cache().counter("n"))).isEqualTo(5);
    }

    @Test
    @DisplayName("DEFECT-60: a counter below zero is read")
    default void belowZero() {
        assertThat(answer(cache().increment("n", -5, Ttl.forever()))).isEqualTo(-5);
        assertThat(answer(cache().counter("n"))).isEqualTo(-5);
        assertThat(answer(cache().get("n", Long.class))).isEqualTo(-5);
    }

    @Test
    @DisplayName("adding zero makes a counter of zero")
    default void addsZero() {
        assertThat(answer(cache().increment("n", 0, Ttl.forever()))).isZero();
        assertThat(answer(cache().exists("n"))).isTrue();
        assertThat(answer(cache().counter("n"))).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("DEFECT-10: the first increment sets the ttl, whatever the amount")
    @ValueSource(longs = {1, 5, -3, 0})
    default void firstSetsTtl(long by) {
        answer(cache().increment("n", by, Ttl.of("10s")));
        pass("9s");
        assertThat(answer(cache().counter("n"))).isEqualTo(by);
        pass("2s");
        assertThat(answer(cache().counter("n"))).isNull();
    }

    @Test
    @DisplayName("DEFECT-10: later increments keep the ttl, even when the total becomes 1")
    default void laterKeepTtl() {
        answer(cache().increment("n", 2, Ttl.of("10s")));
        pass("6s");
        assertThat(answer(cache().increment("n", -1, Ttl.of("1h")))).isEqualTo(1);
        pass("5s");
        assertThat(answer(cache().counter("n"))).isNull();
    }

    @Test
    @DisplayName("a counter that lives for ever gets no ttl by a later increment")
    default void foreverStaysInCounter() {
        answer(cache().increment("n"));
        answer(cache().increment("n", 1, Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().counter("n"))).isEqualTo(2);
    }

    @Test
    @DisplayName("DEFECT-05: an expired counter begins at zero again, with a new ttl")
    default void expiredStartsAgain() {
        answer(cache().increment("n", 5, Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().increment("n", 1, Ttl.of("10s")))).isEqualTo(1);
        pass("11s");
        assertThat(answer(cache().counter("n"))).isNull();
    }

    @Test
    @DisplayName("a total of 64 bits is kept")
    default void largestTotal() {
        answer(cache().increment("n", Long.MAX_VALUE - 1, Ttl.forever()));
        assertThat(answer(cache().increment("n"))).isEqualTo(Long.MAX_VALUE);
        answer(cache().increment("m", Long.MIN_VALUE, Ttl.forever()));
        assertThat(answer(cache().counter("m"))).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("V19: a total beyond 64 bits fails and changes nothing")
    @ValueSource(longs = {1, -1})
    default void overflow(long sign) {
        long edge = sign > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        answer(cache().increment("n", edge, Ttl.forever()));
        assertThat(failure(cache().increment("n", sign, Ttl.forever()))).isInstanceOf(BackendException.class);
        assertThat(answer(cache().counter("n"))).isEqualTo(edge);
    }

    @Test
    @DisplayName("a counter is deleted like a value")
    default void deletesInCounter() {
        answer(cache().increment("n", 5, Ttl.forever()));
        assertThat(answer(cache().delete("n"))).isTrue();
        assertThat(answer(cache().increment("n"))).isEqualTo(1);
    }

    @Test
    @DisplayName("a counter gets another ttl by expire")
    default void expiresInCounter() {
        answer(cache().increment("n"));
        assertThat(answer(cache().expire("n", Ttl.of("10s")))).isTrue();
        assertThat(answer(cache().increment("n"))).isEqualTo(2);
        pass("11s");
        assertThat(answer(cache().counter("n"))).isNull();
    }

    @Test
    @DisplayName("counters are read together with values")
    default void readsMany() {
        answer(cache().increment("n", 3, Ttl.forever()));
        answer(cache().set("v", 4L));
        assertThat(answer(cache().getMany(List.of("v", "n"), Long.class))).isEqualTo(Map.of("v", 4L, "n", 3L));
    }

    @Test
    @DisplayName("counters are told apart by their keys")
    default void independentInCounter() {
        answer(cache().increment("a", 3, Ttl.forever()));
        answer(cache().increment("b", 4, Ttl.forever()));
        assertThat(answer(cache().counter("a"))).isEqualTo(3);
        assertThat(answer(cache().counter("b"))).isEqualTo(4);
    }
}
