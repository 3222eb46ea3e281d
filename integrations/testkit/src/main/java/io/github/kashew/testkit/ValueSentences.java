package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Entry;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.spi.WriteCondition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences on single values. */
interface ValueSentences extends Subject {

    @Test
    @DisplayName("a value that was set is read")
    default void readsWhatWasSet() {
        answer(cache().set("k", "v"));
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }

    @Test
    @DisplayName("a key that nobody wrote reads as null")
    default void readsNullWhereNothingIs() {
        assertThat(answer(cache().get("nowhere", String.class))).isNull();
    }

    @Test
    @DisplayName("set answers that it wrote")
    default void setAnswersTrue() {
        assertThat(answer(cache().set("k", "v"))).isTrue();
    }

    @Test
    @DisplayName("a later value replaces an earlier one")
    default void replaces() {
        answer(cache().set("k", "old"));
        answer(cache().set("k", "new"));
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
    }

    @Test
    @DisplayName("a value of another type replaces an earlier one")
    default void replacesByAnotherType() {
        answer(cache().set("k", "text"));
        answer(cache().set("k", 7));
        assertThat(answer(cache().get("k", Integer.class))).isEqualTo(7);
    }

    @Test
    @DisplayName("a value reads as null to a reader of another type, and stays")
    default void otherTypeReadsNull() {
        answer(cache().set("k", "text"));
        assertThat(answer(cache().get("k", Integer.class))).isNull();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("text");
    }

    @Test
    @DisplayName("V21: a stored null is an entry and not an absence")
    default void storesNull() {
        TypeRef<@Nullable String> type = new TypeRef<>() {};
        setNull("k");
        Entry<@Nullable String> entry = answer(cache().entry("k", type));
        assertThat(entry).isNotNull();
        assertThat(entry.value()).isNull();
        assertThat(answer(cache().exists("k"))).isTrue();
    }

    @Test
    @DisplayName("there is no entry at a key that nobody wrote")
    default void noEntryWhereNothingIs() {
        assertThat(answer(cache().entry("nowhere", TypeRef.of(String.class)))).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("DEFECT-60: whole numbers of every sign are read as they were written")
    @ValueSource(longs = {0, 1, -1, -5, 42, Integer.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE})
    default void readsNumbers(long number) {
        answer(cache().set("n", number));
        assertThat(answer(cache().get("n", Long.class))).isEqualTo(number);
    }

    @Test
    @DisplayName("a text of digits is read as a text")
    default void digitsStayText() {
        answer(cache().set("k", "0123"));
        assertThat(answer(cache().get("k", String.class))).isEqualTo("0123");
        assertThat(answer(cache().get("k", Long.class))).isNull();
    }

    @Test
    @DisplayName("an empty text is a value")
    default void emptyText() {
        answer(cache().set("k", ""));
        assertThat(answer(cache().get("k", String.class))).isEmpty();
    }

    @Test
    @DisplayName("truth values, fractions and lists are read as they were written")
    default void readsOtherTypes() {
        answer(cache().set("b", false));
        answer(cache().set("d", -0.5));
        answer(cache().set(
                        "l", List.of("a", "b"), new TypeRef<List<String>>() {}, Ttl.forever(), WriteCondition.ALWAYS));
        assertThat(answer(cache().get("b", Boolean.class))).isFalse();
        assertThat(answer(cache().get("d", Double.class))).isEqualTo(-0.5);
        assertThat(answer(cache().get("l", new TypeRef<List<String>>() {}))).containsExactly("a", "b");
    }

    @Test
    @DisplayName("a value of a million characters is read as it was written")
    default void readsLargeValue() {
        String large = "0123456789".repeat(100_000);
        answer(cache().set("k", large));
        assertThat(answer(cache().get("k", String.class))).isEqualTo(large);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("keys of any characters are told apart")
    @ValueSource(
            strings = {
                " ", "a b", "a:b", "ключ", "鍵", "😀", "a'b\"c", "a%b", "a_b", "{a}", "a\nb", "\t", "a\\b", "[a-z]"
            })
    default void tellsKeysApart(String key) {
        answer(cache().set(key, "this"));
        answer(cache().set(key + "x", "other"));
        answer(cache().set("x" + key, "another"));
        assertThat(answer(cache().get(key, String.class))).isEqualTo("this");
        assertThat(answer(cache().delete(key))).isTrue();
        assertThat(answer(cache().get(key + "x", String.class))).isEqualTo("other");
    }

    @Test
    @DisplayName("keys that differ only in case are different")
    default void caseMatters() {
        answer(cache().set("key", "small"));
        answer(cache().set("KEY", "large"));
        assertThat(answer(cache().get("key", String.class))).isEqualTo("small");
        assertThat(answer(cache().get("KEY", String.class))).isEqualTo("large");
    }

    @Test
    @DisplayName("a key of 60,000 characters holds a value")
    default void readsLongKey() {
        String key = "k".repeat(60_000);
        answer(cache().set(key, "v"));
        assertThat(answer(cache().get(key, String.class))).isEqualTo("v");
        assertThat(answer(cache().get(key.substring(1), String.class))).isNull();
    }

    @Test
    @DisplayName("an empty key is refused at once")
    default void refusesEmptyKey() {
        assertThatThrownBy(() -> cache().get("", String.class)).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    @DisplayName("a key in the reserved namespace is refused at once")
    default void refusesReservedKey() {
        assertThatThrownBy(() -> cache().set("\0k", "v")).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    @DisplayName("deleting answers whether something was there")
    default void deleteAnswers() {
        answer(cache().set("k", "v"));
        assertThat(answer(cache().delete("k"))).isTrue();
        assertThat(answer(cache().delete("k"))).isFalse();
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("a key exists from its first write to its deletion")
    default void exists() {
        assertThat(answer(cache().exists("k"))).isFalse();
        answer(cache().set("k", "v"));
        assertThat(answer(cache().exists("k"))).isTrue();
        answer(cache().delete("k"));
        assertThat(answer(cache().exists("k"))).isFalse();
    }

    @Test
    @DisplayName("an entry tells when it was written and when it expires")
    default void entryHasTimes() {
        long now = cache().now("k");
        answer(cache().set("k", "v", Ttl.of("1m")));
        Entry<String> entry = answer(cache().entry("k", TypeRef.of(String.class)));
        assertThat(entry).isNotNull();
        assertThat(entry.writtenAt()).isBetween(now, now + slack().toNanos());
        assertThat(entry.expiresAt() - entry.writtenAt())
                .isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    @DisplayName("two writes of the same value have different ids")
    default void writesHaveIds() {
        answer(cache().set("k", "v"));
        Entry<String> first = answer(cache().entry("k", TypeRef.of(String.class)));
        answer(cache().set("k", "v"));
        Entry<String> second = answer(cache().entry("k", TypeRef.of(String.class)));
        assertThat(first.writeId()).isNotEqualTo(second.writeId());
    }

    @Test
    @DisplayName("DEFECT-15: a change to an object that was read is seen by other readers only where that is declared")
    default void sharing() {
        int[] written = {1, 2, 3};
        answer(cache().set("k", written));
        answer(cache().get("k", int[].class))[0] = 9;
        int[] read = answer(cache().get("k", int[].class));
        boolean shared = has(Limitation.SHARES_OBJECTS);
        assertThat(read == written).isEqualTo(shared);
        assertThat(written[0]).isEqualTo(shared ? 9 : 1);
        if (!has(Limitation.MAY_SHARE_READS)) {
            assertThat(read[0]).isEqualTo(shared ? 9 : 1);
        }
    }
}
