package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.elements;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Entry;
import io.github.kashew.KeyOperations;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.spi.Absent;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on deadlines. */
interface ExpirySentences extends Subject {

    @Test
    @DisplayName("a value with a ttl is read before its end and absent at it")
    default void expiresInExpiry() {
        answer(cache().set("k", "v", Ttl.of("10s")));
        pass("9s");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
        pass("1s");
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("a value without a ttl does not expire")
    default void neverExpires() {
        answer(cache().set("k", "v"));
        pass("2h");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }

    @Test
    @DisplayName("an expired value does not exist for any command")
    default void expiredIsGone() {
        answer(cache().set("k", "v", Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().exists("k"))).isFalse();
        assertThat(answer(cache().ttl("k"))).isNull();
        assertThat(answer(cache().delete("k"))).isFalse();
        assertThat(answer(cache().expire("k", Ttl.of("1h")))).isFalse();
        assertThat(answer(cache().size("k"))).isZero();
        assertThat(answer(cache().getRaw("k"))).isNull();
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("DEFECT-05: a value written over an expired one lives")
    default void writtenOverExpired() {
        answer(cache().set("k", "old", Ttl.of("10s")));
        pass("11s");
        answer(cache().set("k", "new"));
        pass("1h");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
    }

    @Test
    @DisplayName("DEFECT-11: overwriting without a ttl clears the ttl that was there")
    default void overwritingClearsTtl() {
        answer(cache().set("k", "old", Ttl.of("10s")));
        answer(cache().set("k", "new"));
        assertThat(answer(cache().ttl("k"))).isEqualTo(KeyOperations.FOREVER);
        pass("11s");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
    }

    @Test
    @DisplayName("overwriting with a ttl replaces the ttl that was there, by a longer or a shorter one")
    default void overwritingReplacesTtl() {
        answer(cache().set("k", "v", Ttl.of("10s")));
        answer(cache().set("k", "v", Ttl.of("1h")));
        assertTtl("k", "1h");
        answer(cache().set("k", "v", Ttl.of("20s")));
        assertTtl("k", "20s");
    }

    @Test
    @DisplayName("ttl answers null for a key that does not exist")
    default void ttlOfMissing() {
        assertThat(answer(cache().ttl("nowhere"))).isNull();
    }

    @Test
    @DisplayName("ttl answers FOREVER for a key that does not expire")
    default void ttlOfUnlimited() {
        answer(cache().set("k", "v"));
        assertThat(answer(cache().ttl("k"))).isEqualTo(KeyOperations.FOREVER);
    }

    @Test
    @DisplayName("ttl answers what is left")
    default void ttlCountsDown() {
        answer(cache().set("k", "v", Ttl.of("1m")));
        assertTtl("k", "1m");
        pass("20s");
        assertTtl("k", "40s");
    }

    @Test
    @DisplayName("a ttl is kept to the millisecond")
    default void ttlOfMillis() {
        answer(cache().set("k", "v", Ttl.of("90s500ms")));
        assertTtl("k", "90s500ms");
    }

    @Test
    @DisplayName("reading does not lengthen a life")
    default void readingDoesNotTouch() {
        answer(cache().set("k", "v", Ttl.of("10s")));
        pass("6s");
        answer(cache().get("k", String.class));
        pass("6s");
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("expire gives a ttl to what had none")
    default void expireSets() {
        answer(cache().set("k", "v"));
        assertThat(answer(cache().expire("k", Ttl.of("10s")))).isTrue();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
        pass("10s");
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("expire counts from now")
    default void expireFromNow() {
        answer(cache().set("k", "v", Ttl.of("10s")));
        pass("8s");
        answer(cache().expire("k", Ttl.of("10s")));
        pass("8s");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }

    @Test
    @DisplayName("expire shortens a life")
    default void expireShortens() {
        answer(cache().set("k", "v", Ttl.of("1h")));
        answer(cache().expire("k", Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("DEFECT-13: expire for ever removes the ttl")
    default void expireForever() {
        answer(cache().set("k", "v", Ttl.of("10s")));
        assertThat(answer(cache().expire("k", Ttl.forever()))).isTrue();
        pass("1h");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }

    @Test
    @DisplayName("DEFECT-13: a deadline that has come deletes at once and says that the key existed")
    default void expireNow() {
        answer(cache().set("k", "v"));
        assertThat(answer(backend().expire("k", backend().now()))).isTrue();
        assertThat(answer(cache().get("k", String.class))).isNull();
        assertThat(answer(cache().exists("k"))).isFalse();
        assertThat(answer(backend().expire("k", backend().now()))).isFalse();
    }

    @Test
    @DisplayName("expire answers false for a key that does not exist and does not make it")
    default void expireMissing() {
        assertThat(answer(cache().expire("nowhere", Ttl.of("10s")))).isFalse();
        assertThat(answer(cache().exists("nowhere"))).isFalse();
    }

    @Test
    @DisplayName("expire keeps the write id, so that a refresh may still be stored")
    default void expireKeepsWriteId() {
        answer(backend().write("k", stored("v", 7), WriteCondition.ALWAYS));
        answer(backend().expire("k", in("1m")));
        assertThat(answer(backend().read("k")))
                .isInstanceOfSatisfying(
                        Stored.class, kept -> assertThat(kept.writeId()).isEqualTo(7));
    }

    @Test
    @DisplayName("the entry that is read tells the deadline that expire set")
    default void entryFollowsExpire() {
        answer(cache().set("k", "v", Ttl.of("10s")));
        answer(cache().expire("k", Ttl.of("1h")));
        Entry<String> entry = answer(cache().entry("k", TypeRef.of(String.class)));
        assertThat(entry).isNotNull();
        assertThat(Duration.ofNanos(entry.expiresAt() - cache().now("k")))
                .isBetween(Duration.ofHours(1).minus(slack()), Duration.ofHours(1));
    }

    @Test
    @DisplayName("the storage answers deadlines: missing, never, or a time")
    default void deadlines() {
        answer(backend().write("for ever", stored("v", 1), WriteCondition.ALWAYS));
        long deadline = in("1m");
        answer(backend().write("limited", stored("v", 1, deadline), WriteCondition.ALWAYS));
        assertThat(answer(backend().deadline("nowhere"))).isEqualTo(Backend.MISSING);
        assertThat(answer(backend().deadline("for ever"))).isEqualTo(Stored.NEVER);
        assertThat(Duration.ofNanos(answer(backend().deadline("limited")) - deadline)
                        .abs())
                .isLessThanOrEqualTo(slack());
    }

    @Test
    @DisplayName("a record that is written with a deadline in the past does not exist")
    default void writtenExpired() {
        answer(backend().write("k", stored("old", 1), WriteCondition.ALWAYS));
        answer(backend().write("k", stored("dead", 2, backend().now() - 1), WriteCondition.ALWAYS));
        assertThat(answer(backend().read("k"))).isInstanceOf(Absent.class);
        assertThat(answer(backend().exist(List.of("k")))).containsExactly(false);
    }

    @Test
    @DisplayName("keys expire each at its own time")
    default void independentDeadlines() {
        answer(cache().set("a", 1, Ttl.of("10s")));
        answer(cache().set("b", 2, Ttl.of("20s")));
        answer(cache().set("c", 3, Ttl.of("30s")));
        pass("15s");
        assertThat(elements(cache().scan("*"))).containsExactlyInAnyOrder("b", "c");
        pass("10s");
        assertThat(elements(cache().scan("*"))).containsExactly("c");
    }

    @Test
    @DisplayName("a ttl of centuries is kept")
    default void longTtl() {
        answer(cache().set("k", "v", Ttl.of("100000d")));
        pass("2h");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }

    private void assertTtl(String key, String expected) {
        Duration ttl = answer(cache().ttl(key));
        Duration wanted = Ttl.of(expected).toDuration();
        assertThat(ttl).isNotNull().isBetween(wanted.minus(slack()), wanted.plus(slack()));
    }
}
