package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.collected;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CacheContext;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionMode;
import io.github.kashew.Ttl;
import io.github.kashew.spi.BitFields;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on what a transaction sees: its own changes over what the store holds. */
interface TransactionMergeSentences extends Subject {

    /** Runs a block that is committed. */
    default void committed(Consumer<Transaction> block) {
        answer(cache().transaction(TransactionMode.FAST, tx -> {
            block.accept(tx);
            return CompletableFuture.completedFuture(true);
        }));
    }

    @Test
    @DisplayName(
            "DEFECT-51: a ttl below a second stays one, and what has run out before the commit is not there afterwards")
    default void keepsExactDeadlines() {
        committed(tx -> {
            answer(tx.set("short", "v", Ttl.of("900ms")));
            answer(tx.set("over", "v", Ttl.of("1s")));
            answer(tx.set("long", "v", Ttl.of("1h")));
            answer(tx.increment("counter", 1, Ttl.of("900ms")));
            pass("3s");
            answer(tx.set("short", "v", Ttl.of("900ms")));
            assertThat(answer(tx.exists("over"))).isFalse();
        });
        assertThat(answer(cache().exists("over"))).isFalse();
        assertThat(answer(cache().exists("counter"))).isFalse();
        assertThat(answer(cache().ttl("short"))).isBetween(Duration.ZERO, Duration.ofMillis(900));
        assertThat(answer(cache().ttl("long")))
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1).minusSeconds(2));
        pass("1s");
        assertThat(answer(cache().exists("short"))).isFalse();
    }

    @Test
    @DisplayName("DEFECT-52: conditional writes go by what the transaction sees")
    default void judgesConditions() {
        answer(cache().set("there", "old"));
        answer(cache().set("deleted", "old"));
        committed(tx -> {
            assertThat(answer(tx.setIfPresent("there", "new", Ttl.forever()))).isTrue();
            assertThat(answer(tx.setIfAbsent("there", "wrong", Ttl.forever()))).isFalse();
            assertThat(answer(tx.setIfPresent("absent", "wrong", Ttl.forever())))
                    .isFalse();
            assertThat(answer(tx.setIfAbsent("absent", "new", Ttl.forever()))).isTrue();
            answer(tx.delete("deleted"));
            assertThat(answer(tx.setIfPresent("deleted", "wrong", Ttl.forever())))
                    .isFalse();
            assertThat(answer(tx.setIfAbsent("deleted", "new", Ttl.forever()))).isTrue();
        });
        assertThat(answer(cache().getMany(List.of("there", "absent", "deleted"), String.class)))
                .hasSize(3)
                .allSatisfy((key, value) -> assertThat(value).isEqualTo("new"));
    }

    @Test
    @DisplayName("DEFECT-53: a deadline that is changed after a write keeps what was written")
    default void expiresPending() {
        answer(cache().set("k", "old"));
        answer(cache().set("untouched", "v"));
        committed(tx -> {
            answer(tx.set("k", "new"));
            assertThat(answer(tx.expire("k", Ttl.of("1h")))).isTrue();
            assertThat(answer(tx.expire("untouched", Ttl.of("1h")))).isTrue();
            assertThat(answer(tx.expire("absent", Ttl.of("1h")))).isFalse();
            assertThat(answer(tx.get("k", String.class))).isEqualTo("new");
        });
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
        for (String key : List.of("k", "untouched")) {
            assertThat(answer(cache().ttl(key))).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        }
    }

    @Test
    @DisplayName("deletions count what the transaction sees, and hide what the store holds")
    default void deletesInTransaction() {
        answer(cache().set("a", 1));
        answer(cache().set("b", 2));
        committed(tx -> {
            answer(tx.set("c", 3));
            assertThat(answer(tx.deleteMany(List.of("a", "c", "x")))).isEqualTo(2);
            assertThat(answer(tx.delete("a"))).isFalse();
            assertThat(answer(tx.exists("a"))).isFalse();
            assertThat(answer(cache().exists("a"))).isTrue();
        });
        assertThat(answer(cache().exists("a"))).isFalse();
        assertThat(answer(cache().exists("b"))).isTrue();
    }

    @Test
    @DisplayName("scans, matches and counts merge what was changed with what the store holds")
    default void mergesInTransaction() {
        List.of("k1", "k2", "k3", "x").forEach(key -> answer(cache().set(key, "old")));
        committed(tx -> {
            answer(tx.set("k2", "new"));
            answer(tx.delete("k3"));
            answer(tx.set("k4", "new"));
            answer(tx.increment("k5"));
            assertThat(answer(collected(tx.scan("k*"), 99))).containsExactlyInAnyOrder("k1", "k2", "k4", "k5");
            assertThat(answer(collected(tx.getMatch("k*", String.class), 99)))
                    .containsExactlyInAnyOrder("old", "new", "new");
            assertThat(answer(tx.count())).isEqualTo(5);
            assertThat(answer(tx.deleteMatch("k*"))).isEqualTo(4);
            assertThat(answer(collected(tx.scan("*"), 99))).containsExactly("x");
        });
        assertThat(answer(collected(cache().scan("*"), 99))).containsExactly("x");
    }

    @Test
    @DisplayName("a clear hides everything, and deletes it with the commit")
    default void clearsInTransaction() {
        answer(cache().set("a", 1));
        failure(cache().transaction(
                        TransactionMode.FAST,
                        tx -> tx.clear()
                                .thenCompose(
                                        done -> CompletableFuture.failedFuture(new IllegalStateException("broken")))));
        assertThat(answer(cache().exists("a"))).isTrue();
        committed(tx -> {
            answer(tx.clear());
            assertThat(answer(tx.exists("a"))).isFalse();
            assertThat(answer(tx.count())).isZero();
            answer(tx.set("b", 2));
            assertThat(answer(collected(tx.scan("*"), 99))).containsExactly("b");
        });
        assertThat(answer(collected(cache().scan("*"), 99))).containsExactly("b");
    }

    @Test
    @DisplayName("counters are added to: what others add before the commit is not lost")
    default void addsToCounters() {
        answer(cache().increment("n", 5, Ttl.forever()));
        committed(tx -> {
            assertThat(answer(tx.increment("n", 2, Ttl.forever()))).isEqualTo(7);
            answer(cache().increment("n", 10, Ttl.forever()));
            assertThat(answer(tx.increment("n", 1, Ttl.forever()))).isEqualTo(8);
            assertThat(answer(tx.counter("n"))).isEqualTo(8);
        });
        assertThat(answer(cache().counter("n"))).isEqualTo(18);
    }

    @Test
    @DisplayName("sets are part of a transaction")
    default void changesSets() {
        answer(cache().addToSet("s", Set.of("a", "b")));
        answer(cache().addToSet("all", Set.of("x")));
        committed(tx -> {
            assertThat(answer(tx.addToSet("s", Set.of("b", "c")))).isEqualTo(1);
            assertThat(answer(tx.removeFromSet("s", Set.of("a", "z")))).isEqualTo(1);
            assertThat(answer(tx.popFromSet("all", 9))).containsExactly("x");
            assertThat(answer(tx.exists("all"))).isFalse();
            answer(cache().addToSet("s", Set.of("theirs")));
        });
        assertThat(answer(cache().exists("all"))).isFalse();
        assertThat(answer(cache().popFromSet("s", 9))).containsExactlyInAnyOrder("b", "c", "theirs");
    }

    @Test
    @DisplayName("bits are part of a transaction")
    default void changesBits() {
        BitFields fields = BitFields.of(4, 0, 1, 2);
        answer(cache().incrementBits("b", BitFields.of(4, 1), 3));
        committed(tx -> {
            assertThat(answer(tx.getBits("b", fields))).containsExactly(0, 3, 0);
            assertThat(answer(tx.incrementBits("b", fields, 14))).containsExactly(14, 15, 14);
            assertThat(answer(tx.incrementBits("b", BitFields.of(4, 2), -99))).containsExactly(0);
            assertThat(answer(cache().getBits("b", fields))).containsExactly(0, 3, 0);
        });
        assertThat(answer(cache().getBits("b", fields))).containsExactly(14, 15, 0);
    }

    @Test
    @DisplayName("tags are part of a transaction: what is deleted by tag is invalid with the commit, and not before")
    default void changesTags() {
        answer(cache().set("old", "v", Ttl.of("1h"), List.of("t")));
        failure(cache().transaction(
                        TransactionMode.FAST,
                        tx -> tx.deleteTags("t")
                                .thenCompose(
                                        done -> CompletableFuture.failedFuture(new IllegalStateException("broken")))));
        committed(tx -> {
            answer(tx.deleteTags("t"));
            assertThat(answer(tx.get("old", String.class))).isNull();
            answer(tx.set("new", "v", Ttl.of("1h"), List.of("t")));
            assertThat(answer(tx.tagsOf("new"))).containsExactly("t");
            assertThat(answer(cache().get("old", String.class))).isEqualTo("v");
        });
        assertThat(answer(cache().get("old", String.class))).isNull();
        assertThat(answer(cache().get("new", String.class))).isEqualTo("v");
        answer(cache().deleteTags("t"));
        assertThat(answer(cache().get("new", String.class))).isNull();
    }

    @Test
    @DisplayName("leases and events in windows take effect at once")
    default void leavesLeasesOutside() {
        failure(cache().transaction(TransactionMode.FAST, tx -> {
            try (CacheContext.Scope scope = tx.context().open()) {
                assertThat(answer(cache().slidingCount("w", Duration.ofHours(1), 5)))
                        .isEqualTo(1);
            }
            return CompletableFuture.failedFuture(new IllegalStateException("broken"));
        }));
        assertThat(answer(cache().slidingCount("w", Duration.ofHours(1), 5))).isEqualTo(2);
    }
}
