package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.spi.Absent;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences on write ids, deletion epochs and the writes that depend on them. */
interface EpochSentences extends Subject {

    @ParameterizedTest(name = "{0}")
    @DisplayName("a record is read with the write id that it was written with")
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    default void keepsWriteId(long writeId) {
        put("v", writeId);
        assertThat(read("k"))
                .isInstanceOfSatisfying(
                        Stored.class, found -> assertThat(found.writeId()).isEqualTo(writeId));
    }

    @Test
    @DisplayName("a load is stored where nothing has happened since the look-up")
    default void storesLoad() {
        assertThat(store("loaded", read("k"))).isTrue();
        assertThat(textOf(read("k"))).isEqualTo("loaded");
    }

    @Test
    @DisplayName("a load is not stored after a deletion of its key")
    default void deletionBeatsLoad() {
        Slot<Object> seen = read("k");
        answer(backend().delete(List.of("k")));
        assertThat(store("loaded", seen)).isFalse();
        assertThat(read("k")).isInstanceOf(Absent.class);
    }

    @Test
    @DisplayName("a load is not stored over a write that came meanwhile")
    default void writeBeatsLoad() {
        Slot<Object> seen = read("k");
        put("newer", 5);
        assertThat(store("loaded", seen)).isFalse();
        assertThat(textOf(read("k"))).isEqualTo("newer");
    }

    @Test
    @DisplayName("a load is not stored after a write and its deletion")
    default void writeAndDeletionBeatLoad() {
        Slot<Object> seen = read("k");
        put("newer", 5);
        answer(backend().delete(List.of("k")));
        assertThat(store("loaded", seen)).isFalse();
    }

    @Test
    @DisplayName("a load is not stored after a write that has expired since")
    default void expiredWriteBeatsLoad() {
        Slot<Object> seen = read("k");
        answer(backend().write("k", stored("newer", 5, in("10s")), WriteCondition.ALWAYS));
        pass("11s");
        assertThat(store("loaded", seen)).isFalse();
    }

    @Test
    @DisplayName("a load is not stored after clearing")
    default void clearingBeatsLoad() {
        Slot<Object> seen = read("k");
        answer(backend().clear());
        assertThat(store("loaded", seen)).isFalse();
    }

    @Test
    @DisplayName("a load is not stored after a write that was made to expire at once")
    default void expireBeatsLoad() {
        Slot<Object> seen = read("k");
        put("newer", 2);
        answer(backend().expire("k", backend().now()));
        assertThat(store("loaded", seen)).isFalse();
    }

    @Test
    @DisplayName("a load is not stored after a matching deletion of a value that came meanwhile")
    default void matchingDeletionBeatsLoad() {
        Slot<Object> seen = read("k");
        put("newer", 5);
        answer(backend().deleteMatching(KeyPattern.of("k*")));
        assertThat(store("loaded", seen)).isFalse();
    }

    @Test
    @DisplayName("of two loads that saw the same absence one is stored")
    default void oneLoadIsStoredInEpoch() {
        Slot<Object> seen = read("k");
        assertThat(store("first", seen)).isTrue();
        assertThat(store("second", seen)).isFalse();
        assertThat(textOf(read("k"))).isEqualTo("first");
    }

    @Test
    @DisplayName("a look-up after a deletion may store")
    default void looksUpAgain() {
        answer(backend().delete(List.of("k")));
        assertThat(store("loaded", read("k"))).isTrue();
    }

    @Test
    @DisplayName("a refresh replaces the record that it saw")
    default void refreshes() {
        put("old", 5);
        assertThat(store("refreshed", read("k"))).isTrue();
        assertThat(textOf(read("k"))).isEqualTo("refreshed");
    }

    @Test
    @DisplayName("a refresh does not replace another record")
    default void refreshLoses() {
        put("old", 5);
        Slot<Object> seen = read("k");
        put("newer", 6);
        assertThat(store("refreshed", seen)).isFalse();
        assertThat(textOf(read("k"))).isEqualTo("newer");
    }

    @Test
    @DisplayName("a refresh is not stored after a deletion")
    default void deletionBeatsRefresh() {
        put("old", 5);
        Slot<Object> seen = read("k");
        answer(backend().delete(List.of("k")));
        assertThat(store("refreshed", seen)).isFalse();
        assertThat(read("k")).isInstanceOf(Absent.class);
    }

    @Test
    @DisplayName("a refresh is not stored after the record has expired")
    default void refreshAfterExpiry() {
        answer(backend().write("k", stored("old", 5, in("10s")), WriteCondition.ALWAYS));
        Slot<Object> seen = read("k");
        pass("11s");
        assertThat(store("refreshed", seen)).isFalse();
    }

    @Test
    @DisplayName("DEFECT-05: a load is stored over a record that had expired before the look-up")
    default void storesOverExpired() {
        answer(backend().write("k", stored("old", 5, in("10s")), WriteCondition.ALWAYS));
        pass("11s");
        Slot<Object> seen = read("k");
        assertThat(seen).isInstanceOf(Absent.class);
        assertThat(store("loaded", seen)).isTrue();
    }

    @Test
    @DisplayName("a store that is refused leaves the deadline alone")
    default void refusedKeepsDeadline() {
        Slot<Object> seen = read("k");
        answer(backend().write("k", stored("newer", 5, in("10s")), WriteCondition.ALWAYS));
        assertThat(store("loaded", seen)).isFalse();
        pass("11s");
        assertThat(read("k")).isInstanceOf(Absent.class);
    }

    @Test
    @DisplayName("a refresh that saw a counter is refused once it has counted")
    default void counterHasVersions() {
        answer(backend().increment("k", 5, Stored.NEVER));
        Slot<Object> seen = read("k");
        answer(backend().increment("k", 1, Stored.NEVER));
        assertThat(store("refreshed", seen)).isFalse();
        assertThat(answer(cache().counter("k"))).isEqualTo(6);
    }

    @Test
    @DisplayName("a load is not stored over a set that its look-up could not see")
    default void setBeatsLoad() {
        answer(backend().addToSet("k", Set.of("m"), Stored.NEVER));
        Slot<Object> seen = read("k");
        assertThat(seen).isInstanceOf(Absent.class);
        assertThat(store("loaded", seen)).isFalse();
        assertThat(answer(cache().popFromSet("k", 5))).containsExactly("m");
    }

    @Test
    @DisplayName("absences of several keys are read at once, and each lets its own load be stored")
    default void manyAbsences() {
        List<Slot<Object>> seen = answer(backend().readAll(List.of("k", "other")));
        assertThat(store("loaded", seen.get(0))).isTrue();
        assertThat(answer(backend().write("other", stored("v", 1), WriteCondition.unchangedSince(seen.get(1)))))
                .isTrue();
    }

    private Slot<Object> read(String key) {
        return answer(backend().read(key));
    }

    private void put(String text, long writeId) {
        answer(backend().write("k", stored(text, writeId), WriteCondition.ALWAYS));
    }

    private boolean store(String text, Slot<Object> seen) {
        return answer(backend().write("k", stored(text, 99), WriteCondition.unchangedSince(seen)));
    }
}
