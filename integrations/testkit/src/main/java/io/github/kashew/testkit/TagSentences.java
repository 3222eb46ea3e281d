package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import io.github.kashew.spi.Absent;
import io.github.kashew.spi.TagStorage;
import io.github.kashew.spi.TaggedSlot;
import io.github.kashew.spi.WriteCondition;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on the generations of tags. */
interface TagSentences extends Subject {

    @Test
    @DisplayName("a tag that does not exist has no generation")
    default void noGeneration() {
        assertThat(read("a", "b")).containsExactly(TagStorage.NO_GENERATION, TagStorage.NO_GENERATION);
    }

    @Test
    @DisplayName("a generation that was created is read, and is never that of no tag")
    default void creates() {
        long[] created = create("a");
        assertThat(created[0]).isNotEqualTo(TagStorage.NO_GENERATION);
        assertThat(read("a")).isEqualTo(created);
    }

    @Test
    @DisplayName("creating a generation that exists answers that one")
    default void createsOnce() {
        assertThat(create("a")).isEqualTo(create("a"));
    }

    @Test
    @DisplayName("generations are answered in the order of the tags")
    default void keepsOrderInTag() {
        long a = create("a")[0];
        long b = create("b")[0];
        assertThat(read("b", "x", "a", "b")).containsExactly(b, TagStorage.NO_GENERATION, a, b);
        assertThat(create("b", "a")).containsExactly(b, a);
    }

    @Test
    @DisplayName("a tag that is named twice is created once")
    default void namedTwiceInTag() {
        long[] created = create("a", "a");
        assertThat(created[0]).isEqualTo(created[1]);
    }

    @Test
    @DisplayName("different tags have different generations")
    default void different() {
        long[] created = create("a", "b", "c");
        assertThat(created).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a generation that was ended never comes back")
    default void ends() {
        long before = create("a")[0];
        answer(backend().endGenerations(List.of("a")));
        assertThat(read("a")[0]).isNotEqualTo(before);
        assertThat(create("a")[0]).isNotEqualTo(before).isNotEqualTo(TagStorage.NO_GENERATION);
    }

    @Test
    @DisplayName("ending touches no other tag")
    default void endsOnlyItsOwn() {
        long[] before = create("a", "b");
        answer(backend().endGenerations(List.of("a", "nowhere")));
        assertThat(read("b")[0]).isEqualTo(before[1]);
    }

    @Test
    @DisplayName("a tag ends with its ttl")
    default void expiresInTag() {
        long before = create("a")[0];
        pass("61m");
        assertThat(read("a")[0]).isNotEqualTo(before);
        assertThat(create("a")[0]).isNotEqualTo(before);
    }

    @Test
    @DisplayName("creating again lengthens the life of a tag")
    default void lengthens() {
        long before = create("a")[0];
        pass("50m");
        create("a");
        pass("50m");
        assertThat(read("a")[0]).isEqualTo(before);
    }

    @Test
    @DisplayName("creating again does not shorten the life of a tag")
    default void doesNotShorten() {
        long before = create("a")[0];
        answer(backend().createGenerations(List.of("a"), Ttl.of("10s").nanos()));
        pass("50m");
        assertThat(read("a")[0]).isEqualTo(before);
    }

    @Test
    @DisplayName("a record is read together with the generations of tags")
    default void readsTogether() {
        long a = create("a")[0];
        answer(backend().write("k", stored("v", 1), WriteCondition.ALWAYS));
        TaggedSlot<Object> found = answer(backend().read("k", List.of("x", "a")));
        assertThat(textOf(found.slot())).isEqualTo("v");
        assertThat(found.generations()).containsExactly(TagStorage.NO_GENERATION, a);
    }

    @Test
    @DisplayName("an absence is read together with the generations of tags, and a load can be stored after it")
    default void readsAbsenceTogether() {
        long a = create("a")[0];
        TaggedSlot<Object> found = answer(backend().read("k", List.of("a")));
        assertThat(found.slot()).isInstanceOf(Absent.class);
        assertThat(found.generations()).containsExactly(a);
        assertThat(answer(backend().write("k", stored("v", 1), WriteCondition.unchangedSince(found.slot()))))
                .isTrue();
    }

    @Test
    @DisplayName("a tag is not in the way of a key of its name")
    default void doesNotMeetKeysInTag() {
        long a = create("a")[0];
        answer(cache().set("a", "v"));
        answer(cache().delete("a"));
        assertThat(read("a")[0]).isEqualTo(a);
        assertThat(answer(cache().exists("a"))).isFalse();
    }

    @Test
    @DisplayName("no tags have no generations")
    default void noTags() {
        assertThat(read()).isEmpty();
        assertThat(create()).isEmpty();
        answer(backend().endGenerations(List.of()));
        assertThat(answer(cache().count())).isZero();
    }

    private long[] create(String... tags) {
        return answer(backend().createGenerations(List.of(tags), Ttl.of("1h").nanos()));
    }

    private long[] read(String... tags) {
        return answer(backend().generations(List.of(tags)));
    }
}
