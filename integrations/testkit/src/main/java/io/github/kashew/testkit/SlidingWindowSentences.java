package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Ttl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on events in a sliding window. */
interface SlidingWindowSentences extends Subject {

    @Test
    @DisplayName("events are counted up to the limit")
    default void counts() {
        assertThat(List.of(event(3), event(3), event(3))).containsExactly(1L, 2L, 3L);
    }

    @Test
    @DisplayName("an event beyond the limit answers the limit and one more")
    default void beyondLimit() {
        event(2);
        event(2);
        assertThat(event(2)).isEqualTo(3);
        assertThat(event(2)).isEqualTo(3);
    }

    @Test
    @DisplayName("DEFECT-19: events of the same moment are counted one by one")
    default void sameMoment() {
        for (long expected = 1; expected <= 20; expected++) {
            assertThat(event(100)).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("DEFECT-19: an event that is as old as the window is out")
    default void exactEdge() {
        event(5);
        pass("9s");
        assertThat(event(5)).isEqualTo(2);
        pass("1s");
        assertThat(event(5)).isEqualTo(2);
    }

    @Test
    @DisplayName("the window slides: old events leave one by one")
    default void slides() {
        event(3);
        pass("4s");
        event(3);
        pass("4s");
        assertThat(event(3)).isEqualTo(3);
        assertThat(event(3)).isEqualTo(4);
        pass("3s");
        assertThat(event(3)).isEqualTo(3);
        assertThat(event(3)).isEqualTo(4);
    }

    @Test
    @DisplayName("an event that was refused is not counted later")
    default void refusedIsNotCounted() {
        event(1);
        pass("5s");
        assertThat(event(1)).isEqualTo(2);
        pass("6s");
        assertThat(event(1)).isEqualTo(1);
    }

    @Test
    @DisplayName("a window that is found without events is gone, however long it could have lived")
    default void emptyWindowIsGone() {
        event(3);
        answer(cache().expire("w", Ttl.of("1h")));
        pass("11s");
        assertThat(answer(cache().exists("w"))).isTrue();
        assertThat(event(0)).isEqualTo(1);
        assertThat(answer(cache().exists("w"))).isFalse();
    }

    @Test
    @DisplayName("a limit of zero refuses every event and makes nothing")
    default void limitZero() {
        assertThat(event(0)).isEqualTo(1);
        assertThat(answer(cache().exists("w"))).isFalse();
    }

    @Test
    @DisplayName("the key expires a window after the last event that was counted")
    default void expiresInSlidingWindow() {
        event(5);
        pass("6s");
        event(5);
        pass("9s");
        assertThat(answer(cache().exists("w"))).isTrue();
        pass("2s");
        assertThat(answer(cache().exists("w"))).isFalse();
    }

    @Test
    @DisplayName("an event that was refused does not lengthen the life of the key")
    default void refusedDoesNotTouch() {
        event(1);
        pass("6s");
        event(1);
        pass("5s");
        assertThat(answer(cache().exists("w"))).isFalse();
    }

    @Test
    @DisplayName("a larger limit lets more events in")
    default void largerLimit() {
        event(1);
        assertThat(event(1)).isEqualTo(2);
        assertThat(event(2)).isEqualTo(2);
    }

    @Test
    @DisplayName("windows are told apart by their keys")
    default void independentInSlidingWindow() {
        event(1);
        assertThat(answer(cache().slidingCount("other", Duration.ofSeconds(10), 1)))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("a window that was deleted is empty")
    default void deletesInSlidingWindow() {
        event(1);
        assertThat(answer(cache().delete("w"))).isTrue();
        assertThat(event(1)).isEqualTo(1);
    }

    @Test
    @DisplayName("a window that is not positive and a negative limit are refused at once")
    default void refusesInSlidingWindow() {
        assertThatThrownBy(() -> cache().slidingCount("w", Duration.ZERO, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache().slidingCount("w", Duration.ofSeconds(1), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long event(long limit) {
        return answer(cache().slidingCount("w", Duration.ofSeconds(10), limit));
    }
}
