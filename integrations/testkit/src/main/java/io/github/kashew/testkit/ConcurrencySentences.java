package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.WriteCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on threads that work on one key at the same time. */
interface ConcurrencySentences extends Subject {

    @Test
    @DisplayName("no increment is lost")
    default void incrementsAdd() {
        together(8, thread -> {
            for (int i = 0; i < 200; i++) {
                answer(cache().increment("n"));
            }
            return 0;
        });
        assertThat(answer(cache().counter("n"))).isEqualTo(1600);
    }

    @Test
    @DisplayName("one of several setIfAbsent wins")
    default void oneAbsentWins() {
        for (int round = 0; round < 50; round++) {
            String key = "k" + round;
            List<Boolean> won = together(4, thread -> answer(cache().setIfAbsent(key, thread, Ttl.forever())));
            assertThat(won).containsOnlyOnce(true);
            assertThat(answer(cache().get(key, Integer.class))).isEqualTo(won.indexOf(true));
        }
    }

    @Test
    @DisplayName("one of several deletions finds the key")
    default void oneDeletionCounts() {
        for (int round = 0; round < 50; round++) {
            answer(cache().set("k", round));
            assertThat(together(4, thread -> answer(cache().delete("k")))).containsOnlyOnce(true);
        }
    }

    @Test
    @DisplayName("one of several loads that saw the same absence is stored")
    default void oneLoadIsStoredInConcurrency() {
        for (int round = 0; round < 50; round++) {
            String key = "k" + round;
            Slot<Object> seen = answer(backend().read(key));
            List<Boolean> won = together(
                    4,
                    thread -> answer(backend()
                            .write(key, stored("by " + thread, thread + 1), WriteCondition.unchangedSince(seen))));
            assertThat(won).containsOnlyOnce(true);
            assertThat(textOf(answer(backend().read(key)))).isEqualTo("by " + won.indexOf(true));
        }
    }

    @Test
    @DisplayName("a sum that is built by reading and writing on condition loses nothing")
    default void compareAndSetAdds() {
        answer(backend().write("k", stored("0", 0), WriteCondition.ALWAYS));
        AtomicLong writeIds = new AtomicLong();
        together(4, thread -> {
            int done = 0;
            while (done < 50) {
                Slot<Object> seen = answer(backend().read("k"));
                String next = String.valueOf(Integer.parseInt(textOf(seen)) + 1);
                done += answer(backend()
                                .write(
                                        "k",
                                        stored(next, writeIds.incrementAndGet()),
                                        WriteCondition.unchangedSince(seen)))
                        ? 1
                        : 0;
            }
            return done;
        });
        assertThat(textOf(answer(backend().read("k")))).isEqualTo("200");
    }

    @Test
    @DisplayName("no member of a set is lost or added twice")
    default void setsAdd() {
        List<Long> added = together(4, thread -> {
            long mine = 0;
            for (int i = 0; i < 100; i++) {
                mine += answer(cache().addToSet("s", Set.of("common " + i, thread + " " + i)));
            }
            return mine;
        });
        assertThat(added.stream().mapToLong(Long::longValue).sum()).isEqualTo(500);
        assertThat(answer(cache().popFromSet("s", 1000))).hasSize(500);
    }

    @Test
    @DisplayName("each member of a set is popped by one")
    default void popsOnce() {
        Set<String> members = new HashSet<>();
        IntStream.range(0, 400).forEach(i -> members.add("m" + i));
        answer(cache().addToSet("s", members));
        List<List<String>> popped = together(4, thread -> {
            List<String> mine = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                mine.addAll(answer(cache().popFromSet("s", 3)));
            }
            return mine;
        });
        List<String> all = popped.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(400).doesNotHaveDuplicates();
        assertThat(answer(cache().exists("s"))).isFalse();
    }

    @Test
    @DisplayName("no change of a bit field is lost")
    default void bitsAdd() {
        together(4, thread -> {
            for (int i = 0; i < 100; i++) {
                answer(cache().incrementBits("b", BitFields.of(16, 0, 1), 1));
            }
            return 0;
        });
        assertThat(answer(cache().getBits("b", BitFields.of(16, 0, 1, 2)))).containsExactly(400, 400, 0);
    }

    @Test
    @DisplayName("a sliding window lets no more in than its limit")
    default void windowHolds() {
        List<Long> admitted = together(4, thread -> {
            long mine = 0;
            for (int i = 0; i < 50; i++) {
                mine += answer(cache().slidingCount("w", Duration.ofHours(1), 70)) <= 70 ? 1 : 0;
            }
            return mine;
        });
        assertThat(admitted.stream().mapToLong(Long::longValue).sum()).isEqualTo(70);
    }

    @Test
    @DisplayName("one owner at a time holds a lease")
    default void oneHolder() {
        for (int round = 0; round < 50; round++) {
            List<Boolean> given = together(
                    4,
                    thread -> answer(backend()
                                    .acquireLease(
                                            "l", "owner " + thread, Ttl.of("1m").nanos()))
                            != null);
            assertThat(given).containsOnlyOnce(true);
            assertThat(answer(backend().releaseLease("l", "owner " + given.indexOf(true))))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("a release is heard by who subscribes at the same moment")
    default void hearsReleaseAtOnce() {
        for (int round = 0; round < 200; round++) {
            answer(backend().acquireLease("l", "owner", Ttl.of("1h").nanos()));
            List<Boolean> ended = together(2, thread -> {
                if (thread == 0) {
                    return answer(backend().releaseLease("l", "owner"));
                }
                do {
                    answer(backend().leaseFreed("l")); // a hint, which may be about the round before
                } while (answer(backend().isLeased("l")));
                return true;
            });
            assertThat(ended).containsExactly(true, true);
        }
    }

    @Test
    @DisplayName("all who create a tag at once agree on its generation")
    default void oneGeneration() {
        for (int round = 0; round < 50; round++) {
            List<String> tags = List.of("tag " + round);
            List<Long> generations = together(
                    4,
                    thread -> answer(
                            backend().createGenerations(tags, Ttl.of("1h").nanos()))[0]);
            assertThat(new HashSet<>(generations)).hasSize(1);
        }
    }

    @Test
    @DisplayName("values that are written and read at once are never mixed up")
    default void readsWhole() {
        together(4, thread -> {
            for (int i = 0; i < 200; i++) {
                answer(cache().set("k", String.valueOf(thread).repeat(100)));
                String read = answer(cache().get("k", String.class));
                assertThat(read).isEqualTo(read.substring(0, 1).repeat(100));
            }
            return 0;
        });
        assertThat(answer(cache().get("k", String.class))).hasSize(100);
    }
}
