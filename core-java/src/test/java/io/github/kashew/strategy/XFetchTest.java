package io.github.kashew.strategy;

import static io.github.kashew.strategy.Strategies.early;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CachePlan;
import io.github.kashew.CommandKind;
import io.github.kashew.Ttl;
import io.github.kashew.TtlFunction;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("early(ttl).adaptive(beta)")
class XFetchTest {

    private static final TtlFunction<Object> MINUTE = loaded -> Ttl.of("1m");

    /** Loads take 2 s; reads come every 60 ms, so that a window of a minute sees about a thousand. */
    @Test
    @DisplayName("G-M11: 10^5 reads load 1.0 to 1.5 times a window, and never find nothing")
    void loadsPerWindow() {
        try (ReadingRoom room = new ReadingRoom()) {
            Random seeded = new Random(20_260_711);
            CachePlan<String> plan = room.plan(early(MINUTE).adaptive(1, seeded::nextDouble));
            room.call(plan, 1);
            room.clock.advance("2s");
            room.last().complete("value");
            long loadEndsIn = 0;
            int reads = 100_000;
            for (int read = 0; read < reads; read++) {
                assertThat(room.call(plan, 1)).isCompleted();
                if (!room.tasks.isEmpty()) {
                    room.runTasks();
                    loadEndsIn = 2_000;
                }
                room.clock.advance(Duration.ofMillis(60));
                loadEndsIn -= 60;
                if (loadEndsIn <= 0) {
                    room.last().complete("value");
                }
            }
            double windows = reads * 0.06 / 60;
            assertThat(room.loads.size() / windows).isBetween(1.0, 1.5);
        }
    }

    @Test
    @DisplayName("C04: a draw of 0 and one next to 1 are finite moments")
    void edges() {
        try (ReadingRoom room = new ReadingRoom()) {
            double[] draw = {0};
            CachePlan<String> plan = room.plan(early(MINUTE).adaptive(1e300, () -> draw[0]));
            room.call(plan, 1);
            room.clock.advance("1s");
            room.last().complete("value");
            assertThat(room.call(plan, 1)).isCompletedWithValue("value");
            assertThat(room.tasks).isEmpty();
            draw[0] = Math.nextDown(1.0);
            assertThat(room.call(plan, 1)).isCompletedWithValue("value");
            assertThat(room.tasks).hasSize(1);
            room.runTasks();
        }
    }

    @Test
    @DisplayName("a refresh that fails is left alone for the back-off, whatever is drawn")
    void backOff() {
        try (ReadingRoom room = new ReadingRoom()) {
            CachePlan<String> plan =
                    room.plan(early("1m").adaptive(1, () -> 0.999_999).withBackOff("10s"));
            room.call(plan, 1);
            room.clock.advance("5s");
            room.last().complete("value");
            room.failing(plan, 1, new IllegalStateException("source"));
            assertThat(room.loads).hasSize(2);
            room.clock.advance("9s");
            room.failing(plan, 1, new IllegalStateException("source"));
            assertThat(room.loads).hasSize(2);
            room.clock.advance("1s");
            CompletableFuture<String> answer = room.call(plan, 1, "new");
            assertThat(answer).isCompletedWithValue("value");
            assertThat(room.call(plan, 1)).isCompletedWithValue("new");
        }
    }

    @Test
    @DisplayName("draws nothing and issues one look-up while no draw could reach the end")
    void farAway() {
        try (ReadingRoom room = new ReadingRoom()) {
            CachePlan<String> plan = room.plan(early("1h").adaptive(1, () -> {
                throw new AssertionError("drawn");
            }));
            room.call(plan, 1);
            room.clock.advance("1s");
            room.last().complete("value");
            room.clock.advance("59m");
            room.commands();
            assertThat(room.call(plan, 1)).isCompletedWithValue("value");
            assertThat(room.commands()).containsExactly(CommandKind.GET);
        }
    }
}
