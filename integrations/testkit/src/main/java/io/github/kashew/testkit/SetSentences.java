package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.elements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.KeyOperations;
import io.github.kashew.Ttl;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on sets of texts. */
interface SetSentences extends Subject {

    @Test
    @DisplayName("adding answers how many members are new")
    default void adds() {
        assertThat(answer(cache().addToSet("s", Set.of("a", "b")))).isEqualTo(2);
        assertThat(answer(cache().addToSet("s", Set.of("b", "c")))).isEqualTo(1);
        assertThat(all("s")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    @DisplayName("removing answers how many members were there")
    default void removes() {
        answer(cache().addToSet("s", Set.of("a", "b", "c")));
        assertThat(answer(cache().removeFromSet("s", Set.of("a", "x")))).isEqualTo(1);
        assertThat(all("s")).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    @DisplayName("popping removes what it answers")
    default void pops() {
        answer(cache().addToSet("s", Set.of("a", "b", "c")));
        Set<String> popped = answer(cache().popFromSet("s", 2));
        assertThat(popped).hasSize(2).isSubsetOf("a", "b", "c");
        Set<String> rest = all("s");
        assertThat(rest).hasSize(1).doesNotContainAnyElementsOf(popped);
    }

    @Test
    @DisplayName("popping more than there is answers what there is")
    default void popsAll() {
        answer(cache().addToSet("s", Set.of("a")));
        assertThat(answer(cache().popFromSet("s", 10))).containsExactly("a");
    }

    @Test
    @DisplayName("DEFECT-22: popping from nothing answers nothing and makes nothing")
    default void popsNothing() {
        assertThat(answer(cache().popFromSet("s", 10))).isEmpty();
        assertThat(answer(cache().exists("s"))).isFalse();
    }

    @Test
    @DisplayName("DEFECT-22: removing from nothing makes nothing")
    default void removesNothing() {
        assertThat(answer(cache().removeFromSet("s", Set.of("a")))).isZero();
        assertThat(answer(cache().exists("s"))).isFalse();
    }

    @Test
    @DisplayName("DEFECT-22: a set does not exist without its last member")
    default void emptyIsGone() {
        answer(cache().addToSet("s", Set.of("a", "b"), Ttl.of("1h")));
        answer(cache().removeFromSet("s", Set.of("a")));
        assertThat(answer(cache().exists("s"))).isTrue();
        answer(cache().removeFromSet("s", Set.of("b")));
        assertThat(answer(cache().exists("s"))).isFalse();
        answer(cache().addToSet("s", Set.of("a")));
        answer(cache().popFromSet("s", 1));
        assertThat(answer(cache().exists("s"))).isFalse();
        assertThat(elements(cache().scan("*"))).isEmpty();
    }

    @Test
    @DisplayName("adding nothing makes nothing")
    default void addsNothing() {
        assertThat(answer(cache().addToSet("s", Set.of()))).isZero();
        assertThat(answer(cache().exists("s"))).isFalse();
    }

    @Test
    @DisplayName("the ttl of a set is lengthened")
    default void lengthensTtl() {
        answer(cache().addToSet("s", Set.of("a"), Ttl.of("10s")));
        answer(cache().addToSet("s", Set.of("b"), Ttl.of("1m")));
        pass("30s");
        assertThat(all("s")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @DisplayName("the ttl of a set is never shortened by adding")
    default void doesNotShortenTtl() {
        answer(cache().addToSet("s", Set.of("a"), Ttl.of("1m")));
        answer(cache().addToSet("s", Set.of("b"), Ttl.of("5s")));
        pass("30s");
        assertThat(all("s")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @DisplayName("a set that lives for ever keeps doing so")
    default void foreverStaysInSet() {
        answer(cache().addToSet("s", Set.of("a")));
        answer(cache().addToSet("s", Set.of("b"), Ttl.of("5s")));
        assertThat(answer(cache().ttl("s"))).isEqualTo(KeyOperations.FOREVER);
    }

    @Test
    @DisplayName("a set expires as a whole")
    default void expiresInSet() {
        answer(cache().addToSet("s", Set.of("a", "b"), Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().exists("s"))).isFalse();
        assertThat(all("s")).isEmpty();
    }

    @Test
    @DisplayName("DEFECT-05: what is added to an expired set is alone in it")
    default void addsToExpired() {
        answer(cache().addToSet("s", Set.of("a"), Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().addToSet("s", Set.of("a", "b"), Ttl.of("10s"))))
                .isEqualTo(2);
        pass("11s");
        assertThat(answer(cache().exists("s"))).isFalse();
    }

    @Test
    @DisplayName("members of any characters are kept")
    default void anyCharacters() {
        Set<String> members = Set.of("", " ", "a:b", "ключ", "😀", "a\nb", "*");
        assertThat(answer(cache().addToSet("s", members))).isEqualTo(members.size());
        assertThat(all("s")).isEqualTo(members);
    }

    @Test
    @DisplayName("a thousand members are kept")
    default void thousandMembers() {
        Set<String> members = new HashSet<>();
        IntStream.range(0, 1000).forEach(i -> members.add("member " + i));
        answer(cache().addToSet("s", members));
        assertThat(all("s")).isEqualTo(members);
    }

    @Test
    @DisplayName("a count that is not positive is refused at once")
    default void refusesInSet() {
        assertThatThrownBy(() -> cache().popFromSet("s", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Set<String> all(String key) {
        return answer(cache().popFromSet(key, 1000));
    }
}
