package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Ttl;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.WriteCondition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on commands with several keys. */
interface ManyKeysSentences extends Subject {

    @Test
    @DisplayName("many values are answered in the order of the keys")
    default void keepsOrderInManyKeys() {
        answer(cache().setMany(Map.of("a", 1, "b", 2, "c", 3), Ttl.forever()));
        Map<String, Integer> found = answer(cache().getMany(List.of("c", "a", "b"), Integer.class));
        assertThat(found.keySet()).containsExactly("c", "a", "b");
        assertThat(found.values()).containsExactly(3, 1, 2);
    }

    @Test
    @DisplayName("keys without a value are left out")
    default void leavesOutMissing() {
        answer(cache().set("b", 2));
        assertThat(answer(cache().getMany(List.of("a", "b", "c"), Integer.class)))
                .isEqualTo(Map.of("b", 2));
    }

    @Test
    @DisplayName("DEFECT-17: a key that is named twice is answered")
    default void duplicateKeys() {
        answer(cache().set("a", 1));
        answer(cache().set("b", 2));
        assertThat(answer(cache().getMany(List.of("a", "b", "a"), Integer.class)))
                .isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    @DisplayName("the storage answers one slot for each key, duplicates and all")
    default void slotsForDuplicates() {
        answer(backend().write("a", stored("1", 1), WriteCondition.ALWAYS));
        List<Slot<Object>> slots = answer(backend().readAll(List.of("a", "x", "a")));
        assertThat(slots).hasSize(3);
        assertThat(slots.stream().map(this::textOf)).containsExactly("1", "absent", "1");
    }

    @Test
    @DisplayName("DEFECT-16: bits among the keys do not move the values of the others")
    default void bitsAmongKeys() {
        answer(cache().incrementBits("bits", BitFields.of(8, 0), 7));
        answer(cache().set("a", 1));
        answer(cache().set("b", 2));
        assertThat(answer(cache().getMany(List.of("a", "bits", "b"), Integer.class)))
                .isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    @DisplayName("no keys have no values")
    default void noKeys() {
        assertThat(answer(cache().getMany(List.of(), Integer.class))).isEmpty();
    }

    @Test
    @DisplayName("values of another type are left out")
    default void leavesOutOtherTypes() {
        answer(cache().set("n", 1));
        answer(cache().set("t", "text"));
        assertThat(answer(cache().getMany(List.of("n", "t"), Integer.class))).isEqualTo(Map.of("n", 1));
    }

    @Test
    @DisplayName("expired values are left out")
    default void leavesOutExpired() {
        answer(cache().set("a", 1, Ttl.of("10s")));
        answer(cache().set("b", 2));
        pass("11s");
        assertThat(answer(cache().getMany(List.of("a", "b"), Integer.class))).isEqualTo(Map.of("b", 2));
    }

    @Test
    @DisplayName("setMany gives every value its ttl")
    default void setManyTtl() {
        answer(cache().setMany(Map.of("a", 1, "b", 2), Ttl.of("10s")));
        pass("9s");
        assertThat(answer(cache().getMany(List.of("a", "b"), Integer.class))).hasSize(2);
        pass("2s");
        assertThat(answer(cache().getMany(List.of("a", "b"), Integer.class))).isEmpty();
    }

    @Test
    @DisplayName("DEFECT-11: setMany without a ttl clears the ttls that were there")
    default void setManyClearsTtl() {
        answer(cache().set("a", 1, Ttl.of("10s")));
        answer(cache().setMany(Map.of("a", 2), Ttl.forever()));
        pass("11s");
        assertThat(answer(cache().get("a", Integer.class))).isEqualTo(2);
    }

    @Test
    @DisplayName("setMany of nothing does nothing")
    default void setManyNothing() {
        answer(cache().setMany(Map.of(), Ttl.forever()));
        assertThat(answer(cache().count())).isZero();
    }

    @Test
    @DisplayName("setMany refuses a malformed key and writes nothing")
    default void setManyRefuses() {
        Map<String, Integer> values = new LinkedHashMap<>();
        values.put("a", 1);
        values.put("", 2);
        assertThatThrownBy(() -> cache().setMany(values, Ttl.forever())).isInstanceOf(InvalidKeyException.class);
        assertThat(answer(cache().exists("a"))).isFalse();
    }

    @Test
    @DisplayName("deleteMany answers how many keys held something")
    default void deleteManyCounts() {
        answer(cache().setMany(Map.of("a", 1, "b", 2, "c", 3), Ttl.forever()));
        assertThat(answer(cache().deleteMany(List.of("a", "x", "c")))).isEqualTo(2);
        assertThat(answer(cache().getMany(List.of("a", "b", "c"), Integer.class)))
                .isEqualTo(Map.of("b", 2));
    }

    @Test
    @DisplayName("deleteMany counts a key that is named twice once")
    default void deleteManyDuplicates() {
        answer(cache().set("a", 1));
        assertThat(answer(cache().deleteMany(List.of("a", "a")))).isEqualTo(1);
    }

    @Test
    @DisplayName("deleteMany of nothing deletes nothing")
    default void deleteManyNothing() {
        answer(cache().set("a", 1));
        assertThat(answer(cache().deleteMany(List.of()))).isZero();
        assertThat(answer(cache().exists("a"))).isTrue();
    }

    @Test
    @DisplayName("existence is told for each key in the order of the keys")
    default void existInOrder() {
        answer(cache().set("a", 1));
        answer(cache().addToSet("s", Set.of("m")));
        assertThat(answer(backend().exist(List.of("x", "a", "s", "x")))).containsExactly(false, true, true, false);
    }

    @Test
    @DisplayName("a thousand keys are written, read and deleted at once")
    default void thousandKeys() {
        Map<String, Integer> values = new LinkedHashMap<>();
        IntStream.range(0, 1000).forEach(i -> values.put("key:" + i, i));
        answer(cache().setMany(values, Ttl.of("1h")));
        assertThat(answer(cache().getMany(values.keySet(), Integer.class))).isEqualTo(values);
        assertThat(answer(cache().deleteMany(values.keySet()))).isEqualTo(1000);
    }
}
