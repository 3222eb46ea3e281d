package io.github.kashew.strategy;

import static io.github.kashew.strategy.ReadingRoom.outcome;
import static io.github.kashew.strategy.Strategies.simple;
import static io.github.kashew.strategy.Strategies.soft;
import static io.github.kashew.strategy.Strategies.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CachePlan;
import io.github.kashew.Entry;
import io.github.kashew.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a load that hangs")
class HangingLoadTest {

    private static final int SCHEDULES = 250;
    private static final int LIMIT_MILLIS = 1000;

    /** A load that was begun at a time, and what it brings if it ever does. */
    private record Begun(CompletableFuture<String> load, long at, int number) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("G-M4: its slot is free at the limit, never two run before, and a late result replaces nothing newer")
    void schedules(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SCHEDULES; i++) {
            try (ReadingRoom room = new ReadingRoom()) {
                schedule(random, room);
            }
        }
    }

    private static void schedule(Random random, ReadingRoom room) {
        CachePlan<String> plan = random.nextBoolean()
                ? room.plan(timeout("1s"), simple("3s"))
                : room.plan(timeout("1s").withSoft("300ms"), soft("5s", "1s").withBackOff("1ms"));
        List<Begun> begun = new ArrayList<>();
        List<CompletableFuture<String>> callers = new ArrayList<>();
        long now = 0;
        int newest = 0;
        for (int step = 0; step < 40; step++) {
            int before = room.loads.size();
            switch (random.nextInt(4)) {
                case 0, 1 -> callers.add(room.call(plan, 1));
                case 2 -> {
                    long millis = random.nextInt(700);
                    advance(room, millis);
                    now += millis;
                }
                default -> {
                    if (!begun.isEmpty()) {
                        Begun one = begun.get(random.nextInt(begun.size()));
                        if (one.load.complete("v" + one.number)) {
                            newest = one.number;
                        }
                    }
                }
            }
            if (room.loads.size() > before) {
                assertThat(begun).allSatisfy(earlier -> assertThat(earlier.load).isDone());
                begun.add(new Begun(room.last(), now, begun.size() + 1));
            }
            long limit = now - LIMIT_MILLIS;
            assertThat(begun)
                    .allSatisfy(each ->
                            assertThat(each.load.isDone() || each.at > limit).isTrue());
            Entry<String> held = Outcomes.value(plan.peek(plan.args(1)));
            assertThat(held == null ? null : held.value()).isIn(null, "v" + newest);
        }
        advance(room, LIMIT_MILLIS);
        assertThat(callers).allSatisfy(caller -> assertThat(outcome(caller)).isNotEqualTo("open"));
        assertThat(room.clock.pendingTasks()).isZero();
    }

    /** Goes on by so much in small steps, so that the executor is never found late. */
    private static void advance(ReadingRoom room, long millis) {
        for (long left = millis; left > 0; left -= 50) {
            room.clock.advance(Duration.ofMillis(Math.min(left, 50)));
            room.runTasks();
        }
    }
}
