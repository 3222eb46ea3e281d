package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import io.github.kashew.error.BackendException;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.LeaseGrant;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.TagStorage;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on what a backend commits together. */
interface CommitSentences extends Subject {

    @Test
    @DisplayName("the content of a key tells its kind, and what it holds")
    default void tellsContent() {
        answer(backend().write("r", stored("v", 7), WriteCondition.ALWAYS));
        answer(backend().increment("n", -3, Stored.NEVER));
        answer(backend().addToSet("s", List.of("a", "b"), Stored.NEVER));
        answer(backend().incrementBits("b", BitFields.of(3, 1), 2));
        answer(backend().addEvent("w", Ttl.of("1h").nanos(), 5));
        assertThat(content("r"))
                .isInstanceOfSatisfying(
                        Content.Value.class,
                        value -> assertThat(value.stored().writeId()).isEqualTo(7));
        assertThat(content("n")).isEqualTo(new Content.Total<>(-3, Stored.NEVER));
        assertThat(content("s")).isEqualTo(new Content.Members<>(Set.of("a", "b"), Stored.NEVER));
        assertThat(content("b")).isEqualTo(new Content.Fields<>(Stored.NEVER));
        assertThat(content("w")).isInstanceOf(Content.Events.class);
    }

    @Test
    @DisplayName("the content of an absent key is nothing, with the epoch that a read tells")
    default void tellsNothing() {
        Slot<Object> read = answer(backend().read("k"));
        assertThat(content("k"))
                .isInstanceOfSatisfying(
                        Content.Nothing.class,
                        nothing -> assertThat(WriteCondition.unchangedSince(read))
                                .isEqualTo(new WriteCondition.SameEpoch(nothing.epoch())));
    }

    @Test
    @DisplayName("a commit carries out its changes in their order")
    default void carriesOut() {
        answer(backend().write("gone", stored("v", 1), WriteCondition.ALWAYS));
        assertThat(commit(
                        List.of(),
                        new Change.Write<>("r", stored("v", 2), WriteCondition.ALWAYS),
                        new Change.Delete<>("gone"),
                        new Change.Increment<>("n", 2, Stored.NEVER),
                        new Change.Increment<>("n", 3, Stored.NEVER),
                        new Change.AddToSet<>("s", Set.of("a", "b", "c"), Stored.NEVER),
                        new Change.RemoveFromSet<>("s", Set.of("b")),
                        new Change.IncrementBits<>("b", BitFields.of(40, 0, 3), 1L << 35),
                        new Change.Expire<>("n", in("1h"))))
                .isTrue();
        assertThat(textOf(answer(backend().read("r")))).isEqualTo("v");
        assertThat(content("gone")).isInstanceOf(Content.Nothing.class);
        assertThat(answer(cache().counter("n"))).isEqualTo(5);
        assertThat(answer(cache().ttl("n"))).isLessThanOrEqualTo(Ttl.of("1h").toDuration());
        assertThat(answer(cache().getBits("b", BitFields.of(40, 0, 1, 3)))).containsExactly(1L << 35, 0, 1L << 35);
        assertThat(answer(cache().popFromSet("s", 9))).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    @DisplayName("a commit whose check fails changes nothing")
    default void changesNothing() {
        answer(backend().write("k", stored("old", 1), WriteCondition.ALWAYS));
        Content<Object> seen = content("k");
        answer(backend().write("k", stored("new", 2), WriteCondition.ALWAYS));
        assertThat(commit(
                        List.of(new Check.Unchanged("k", seen)),
                        new Change.Write<>("k", stored("mine", 3), WriteCondition.ALWAYS),
                        new Change.Increment<>("n", 1, Stored.NEVER)))
                .isFalse();
        assertThat(textOf(answer(backend().read("k")))).isEqualTo("new");
        assertThat(answer(cache().exists("n"))).isFalse();
    }

    @Test
    @DisplayName("checks tell what has changed of every kind")
    default void checksEveryKind() {
        answer(backend().write("r", stored("v", 7), WriteCondition.ALWAYS));
        answer(backend().increment("n", 1, Stored.NEVER));
        answer(backend().addToSet("s", List.of("a", "b"), Stored.NEVER));
        answer(backend().incrementBits("b", BitFields.of(40, 1), 1L << 36));
        List<Check> checks = new ArrayList<>();
        List.of("r", "n", "s", "b", "none").forEach(key -> checks.add(new Check.Unchanged(key, content(key))));
        checks.add(new Check.SameFields("b", BitFields.of(40, 0, 1), List.of(0L, 1L << 36)));
        assertThat(commit(checks)).isTrue();
        checks.forEach(
                check -> assertThat(commit(List.of(check))).as("%s", check).isTrue());

        answer(backend().write("r", stored("v", 8), WriteCondition.ALWAYS));
        answer(backend().increment("n", 1, Stored.NEVER));
        answer(backend().removeFromSet("s", List.of("a")));
        answer(backend().addToSet("s", List.of("c"), Stored.NEVER));
        answer(backend().incrementBits("b", BitFields.of(40, 1), 1));
        answer(backend().increment("none", 1, Stored.NEVER));
        checks.removeIf(
                check -> check instanceof Check.Unchanged same && same.key().equals("b"));
        checks.forEach(
                check -> assertThat(commit(List.of(check))).as("%s", check).isFalse());
    }

    @Test
    @DisplayName("a check of nothing sees things that do not read as records")
    default void checksOtherKinds() {
        Content<Object> nothing = content("k");
        answer(backend().addToSet("k", List.of("a"), Stored.NEVER));
        assertThat(commit(List.of(new Check.Unchanged("k", nothing)))).isFalse();
    }

    @Test
    @DisplayName("a write of a load whose condition no longer holds is left out, and the rest is done")
    default void leavesOut() {
        Slot<Object> absent = answer(backend().read("k"));
        answer(backend().write("k", stored("theirs", 1), WriteCondition.ALWAYS));
        assertThat(commit(
                        List.of(),
                        new Change.Write<>("k", stored("loaded", 2), WriteCondition.unchangedSince(absent)),
                        new Change.Write<>("l", stored("mine", 3), WriteCondition.ALWAYS)))
                .isTrue();
        assertThat(textOf(answer(backend().read("k")))).isEqualTo("theirs");
        assertThat(textOf(answer(backend().read("l")))).isEqualTo("mine");
    }

    @Test
    @DisplayName("a load whose condition holds is committed")
    default void commitsLoads() {
        Slot<Object> absent = answer(backend().read("k"));
        commit(List.of(), new Change.Write<>("k", stored("loaded", 2), WriteCondition.unchangedSince(absent)));
        Slot<Object> loaded = answer(backend().read("k"));
        assertThat(textOf(loaded)).isEqualTo("loaded");
        commit(List.of(), new Change.Write<>("k", stored("again", 3), WriteCondition.unchangedSince(loaded)));
        assertThat(textOf(answer(backend().read("k")))).isEqualTo("again");
    }

    @Test
    @DisplayName("a committed write outdates the loads that began before it")
    default void raisesEpochs() {
        for (Change<Object> change : List.<Change<Object>>of(
                new Change.Write<>("k", stored("v", 1), WriteCondition.ALWAYS), new Change.Delete<>("k"))) {
            answer(backend().delete(List.of("k")));
            Slot<Object> absent = answer(backend().read("k"));
            commit(List.of(), change);
            commit(List.of(), new Change.Delete<>("k"));
            assertThat(answer(backend().write("k", stored("old", 2), WriteCondition.unchangedSince(absent))))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("a change of another kind fails and changes nothing that lies with it")
    default void refusesOtherKindsInCommit() {
        answer(backend().addToSet("{a}s", List.of("a"), Stored.NEVER));
        assertThat(failure(backend().commit(List.of(), List.of(new Change.Increment<>("{a}s", 1, Stored.NEVER)))))
                .isInstanceOf(BackendException.class);
        assertThat(content("{a}s")).isEqualTo(new Content.Members<>(Set.of("a"), Stored.NEVER));
    }

    @Test
    @DisplayName("a commit goes through as long as its lease is held by whoever got it, and not after that")
    default void checksLeases() {
        long ttl = Ttl.of("1m").nanos();
        LeaseGrant first = answer(backend().acquireLease("l", "me", ttl));
        assertThat(first).isNotNull();
        List<Check> mine = List.of(new Check.Leased("l", first.fencing()));
        assertThat(commit(mine, new Change.Increment<>("n", 1, Stored.NEVER))).isTrue();
        answer(backend().releaseLease("l", "me"));
        assertThat(commit(mine, new Change.Increment<>("n", 1, Stored.NEVER))).isFalse();
        answer(backend().acquireLease("l", "you", ttl));
        assertThat(commit(mine, new Change.Increment<>("n", 1, Stored.NEVER))).isFalse();
        assertThat(answer(cache().counter("n"))).isEqualTo(1);
    }

    @Test
    @DisplayName("a commit gives a lease back, wakes who waits for it, and may ask that nobody holds one")
    default void releasesLeases() {
        long ttl = Ttl.of("1m").nanos();
        LeaseGrant mine = answer(backend().acquireLease("l", "me", ttl));
        assertThat(mine).isNotNull();
        List<Check> free = List.of(new Check.Unleased("l"));
        assertThat(commit(free, new Change.Increment<>("n", 1, Stored.NEVER))).isFalse();
        CompletionStage<Void> freed = backend().leaseFreed("l");
        assertThat(commit(
                        List.of(new Check.Leased("l", mine.fencing())),
                        new Change.Increment<>("n", 1, Stored.NEVER),
                        new Change.ReleaseLease<>("l", "me")))
                .isTrue();
        answer(freed.thenApply(done -> true));
        assertThat(answer(backend().isLeased("l"))).isFalse();
        assertThat(commit(free, new Change.Increment<>("n", 1, Stored.NEVER))).isTrue();
        answer(backend().acquireLease("l", "you", ttl));
        assertThat(commit(List.of(), new Change.ReleaseLease<>("l", "me"))).isTrue();
        assertThat(answer(backend().isLeased("l"))).as("of another owner").isTrue();
        assertThat(answer(cache().counter("n"))).isEqualTo(2);
    }

    @Test
    @DisplayName("a commit ends generations of tags and begins others")
    default void commitsGenerations() {
        long hour = Ttl.of("1h").nanos();
        long[] before = answer(backend().createGenerations(List.of("a", "b"), hour));
        assertThat(commit(
                        List.of(new Check.SameGeneration("a", before[0])),
                        new Change.Generation<>("a", TagStorage.NO_GENERATION, 0),
                        new Change.Generation<>("b", 42, hour)))
                .isTrue();
        assertThat(answer(backend().generations(List.of("a", "b")))).containsExactly(TagStorage.NO_GENERATION, 42);
        assertThat(commit(List.of(new Check.SameGeneration("a", before[0])))).isFalse();
    }

    @Test
    @DisplayName("a commit of many keys is whole")
    default void commitsMany() {
        List<Change<Object>> changes = new ArrayList<>();
        IntStream.range(0, 3000)
                .forEach(i -> changes.add(new Change.Write<>("k" + i, stored("v" + i, i), WriteCondition.ALWAYS)));
        assertThat(answer(backend().commit(List.of(), changes))).isTrue();
        assertThat(textOf(answer(backend().read("k0")))).isEqualTo("v0");
        assertThat(textOf(answer(backend().read("k2999")))).isEqualTo("v2999");
        assertThat(answer(backend().count())).isEqualTo(3000);
    }

    private Content<Object> content(String key) {
        return answer(backend().content(key));
    }

    @SuppressWarnings("unchecked") // changes of the form of the backend
    private boolean commit(List<Check> checks, Change<?>... changes) {
        List<Change<Object>> all = new ArrayList<>();
        for (Change<?> change : changes) {
            all.add((Change<Object>) change);
        }
        return answer(backend().commit(checks, all));
    }
}
