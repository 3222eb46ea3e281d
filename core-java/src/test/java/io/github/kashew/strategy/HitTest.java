package io.github.kashew.strategy;

import static io.github.kashew.CommandKind.DELETE;
import static io.github.kashew.CommandKind.GET;
import static io.github.kashew.CommandKind.INCREMENT;
import static io.github.kashew.CommandKind.SET;
import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.dynamic;
import static io.github.kashew.strategy.Strategies.hit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("hit")
class HitTest {

    private final ReadingRoom room = new ReadingRoom();

    @AfterEach
    void close() {
        room.close();
    }

    /** The answers of calls one after the other, when each load brings its number. */
    private String answers(CachePlan<String> plan, int calls) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            int before = room.loads.size();
            CompletableFuture<String> answer = room.call(plan, 1);
            room.runTasks();
            if (room.loads.size() > before) {
                room.last().complete(String.valueOf(room.loads.size()));
            }
            answers.add(outcome(answer));
        }
        return String.join(" ", answers);
    }

    @ParameterizedTest(name = "{0} hits, refresh after {1}: {2}")
    @CsvSource(
            value = {
                "2, 0, 1 1 1 2 2 2 3 3",
                "5, 2, 1 1 1 2 2 3 3 4 4 5",
                "3, 1, 1 1 2 3 4 5",
                "2, 2, 1 1 1 2 2 3 3",
            })
    void rhythm(int hits, int refreshAfter, String answers) {
        Hit strategy = refreshAfter == 0 ? hit("1h", hits) : hit("1h", hits).withRefreshAfter(refreshAfter);
        assertThat(answers(room.plan(strategy), answers.split(" ").length)).isEqualTo(answers);
    }

    @Test
    @DisplayName("dynamic lives a day, answers 3 times and refreshes at the first hit, which costs no lease")
    void dynamics() {
        CachePlan<String> plan = room.plan(dynamic());
        assertThat(answers(plan, 1)).isEqualTo("1");
        room.commands();
        assertThat(answers(plan, 1)).isEqualTo("1");
        assertThat(room.commands()).containsExactly(GET, INCREMENT, GET, INCREMENT, SET, DELETE);
        room.clock.advance("1d");
        assertThat(room.call(plan, 1)).isNotDone();
        assertThat(dynamic()).isEqualTo(hit("1d", 3).withRefreshAfter(1)).isEqualTo(dynamic("24h"));
    }

    @Test
    @DisplayName("a refresh that fails changes nothing: the hits that are left are answered, then a call loads")
    void failingRefresh() {
        CachePlan<String> plan = room.plan(hit("1h", 3).withRefreshAfter(1));
        room.call(plan, 1, "old");
        for (int hit = 1; hit <= 3; hit++) {
            assertThat(room.failing(plan, 1, new IllegalStateException("source")))
                    .isCompletedWithValue("old");
        }
        assertThat(room.loads).hasSize(2);
        assertThat(room.call(plan, 1, "new")).isCompletedWithValue("new");
    }

    @Test
    @DisplayName("callers of a cold key, and of one whose hits are used up, share one load and count no hit")
    void shared() {
        CachePlan<String> plan = room.plan(hit("1h", 2));
        for (int round = 1; round <= 2; round++) {
            List<CompletableFuture<String>> callers =
                    List.of(room.call(plan, 1), room.call(plan, 1), room.call(plan, 1));
            assertThat(room.loads).hasSize(round);
            room.last().complete("v" + round);
            String value = "v" + round;
            assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompletedWithValue(value));
            assertThat(room.call(plan, 1)).isCompletedWithValue(value);
            assertThat(room.call(plan, 1)).isCompletedWithValue(value);
        }
    }

    @Test
    @DisplayName("two processes share a count, and an entry that was stored anew has its own")
    void processes() {
        CachePlan<String> one = room.plan(hit("1h", 2));
        CachePlan<String> other = room.plan(hit("1h", 2));
        room.call(one, 1, "v1");
        assertThat(room.call(one, 1)).isCompletedWithValue("v1");
        assertThat(room.call(other, 1)).isCompletedWithValue("v1");
        assertThat(room.call(other, 1, "v2")).isCompletedWithValue("v2");
        assertThat(room.call(one, 1)).isCompletedWithValue("v2");
        assertThat(room.call(other, 1)).isCompletedWithValue("v2");
        assertThat(room.call(one, 1)).isNotDone();
    }

    @Test
    @DisplayName("an entry that something else has stored is answered and counted from then on")
    void adopted() {
        CachePlan<String> plan = room.plan(hit("1h", 2));
        room.cache.set("k:1", "set", Ttl.of("1h"));
        room.commands();
        assertThat(room.call(plan, 1)).isCompletedWithValue("set");
        assertThat(room.commands()).containsExactly(GET, INCREMENT, GET, INCREMENT);
        assertThat(room.call(plan, 1)).isCompletedWithValue("set");
        assertThat(room.commands()).containsExactly(GET, INCREMENT);
        assertThat(room.call(plan, 1)).isNotDone();
    }

    @Test
    @DisplayName("leaves no counters behind: there is one for each entry that lives")
    void counters() {
        CachePlan<String> plan = room.plan(hit("forever", 1).withRefreshAfter(1));
        for (int i = 0; i < 100; i++) {
            room.call(plan, 1, "v" + i);
        }
        assertThat(room.cache.count()).isCompletedWithValue(2L);
    }

    @Test
    @DisplayName("leaving the load that follows the hits cancels it")
    void leaving() {
        CachePlan<String> plan = room.plan(hit("1h", 1));
        room.call(plan, 1, "v1");
        room.call(plan, 1);
        room.call(plan, 1).cancel(true);
        assertThat(room.last()).isCancelled();
    }

    @Test
    @DisplayName("DEFECT-35: the ttl may be a function of the outcome")
    void ttlOfOutcome() {
        CachePlan<String> plan =
                room.plan(hit(loaded -> Ttl.of(String.valueOf(loaded.value()).length() + "m"), 100));
        room.call(plan, 1, "abc");
        room.clock.advance("2m");
        assertThat(room.call(plan, 1)).isCompletedWithValue("abc");
        room.clock.advance("1m");
        assertThat(room.call(plan, 1)).isNotDone();
    }

    @Test
    @DisplayName("DEFECT-42: a condition decides by what it answers, as in every other strategy")
    void condition() {
        CachePlan<String> plan = room.plan(outcome -> !"no".equals(outcome.value()), hit("1h", 1));
        room.call(plan, 1, "no");
        assertThat(room.commands()).containsExactly(GET);
        room.call(plan, 1, "yes");
        assertThat(room.commands()).containsExactly(GET, INCREMENT, SET);
    }

    @Test
    @DisplayName("draws its options and is equal by them")
    void value() {
        assertThat(hit("1h", 3))
                .hasToString("hit(1h, 3)")
                .isEqualTo(hit("60m", 3))
                .hasSameHashCodeAs(hit("60m", 3));
        assertThat(dynamic("1h")).hasToString("hit(1h, 3).withRefreshAfter(1)").isNotEqualTo(hit("1h", 3));
    }

    @Test
    @DisplayName("options out of range are refused with option, value and range")
    void options() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hit("1h", 0))
                .withMessageContainingAll("hits", "1 or more", "was 0");
        for (long hit : new long[] {0, -1, 4}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hit("1h", 3).withRefreshAfter(hit))
                    .withMessageContainingAll("refreshAfter", "from 1 to the 3 hits", "was " + hit);
        }
    }
}
