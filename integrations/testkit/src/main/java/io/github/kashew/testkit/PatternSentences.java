package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.collected;
import static io.github.kashew.testkit.Answers.elements;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Lease;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.spi.BitFields;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences on patterns and scans. */
interface PatternSentences extends Subject {

    @Test
    @DisplayName("scan finds the keys that match and no others")
    default void scans() {
        put("user:1", "user:2", "order:1");
        assertThat(elements(cache().scan("user:*"))).containsExactlyInAnyOrder("user:1", "user:2");
    }

    @Test
    @DisplayName("a star matches the empty text as well")
    default void starMatchesNothing() {
        put("user:", "user:1", "user");
        assertThat(elements(cache().scan("user:*"))).containsExactlyInAnyOrder("user:", "user:1");
    }

    @Test
    @DisplayName("a star alone matches every key")
    default void starMatchesAll() {
        put("a", "b:c", "ключ");
        assertThat(elements(cache().scan("*"))).containsExactlyInAnyOrder("a", "b:c", "ключ");
    }

    @Test
    @DisplayName("stars match in the middle and more than once")
    default void severalStars() {
        put("a:1:z", "a:2:y", "b:1:z", "a::z");
        assertThat(elements(cache().scan("a:*:z"))).containsExactlyInAnyOrder("a:1:z", "a::z");
        assertThat(elements(cache().scan("*:1:*"))).containsExactlyInAnyOrder("a:1:z", "b:1:z");
    }

    @Test
    @DisplayName("DEFECT-12: a question mark matches exactly one character")
    default void questionMark() {
        put("k", "k1", "k12");
        assertThat(elements(cache().scan("k?"))).containsExactly("k1");
        assertThat(elements(cache().scan("k??"))).containsExactly("k12");
    }

    @Test
    @DisplayName("a question mark matches a character outside the basic plane")
    default void questionMarkSupplementary() {
        put("k😀", "kab");
        assertThat(elements(cache().scan("k?"))).containsExactly("k😀");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("DEFECT-12: what is special in regular expressions or in other globs stands for itself")
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b | axb",
                "k( | kx",
                "[ab] | a",
                "a+ | aa",
                "a|b | a",
                "^a | a",
                "a$ | a",
                "(a) | a",
                "{a} | a",
                "a\\b | ab",
                "a_b | axb",
                "a%b | axxb"
            },
            quoteCharacter = '\'')
    default void literalCharacters(String literal, String other) {
        put(literal, other);
        assertThat(elements(cache().scan(literal))).containsExactly(literal);
        assertThat(elements(cache().scan(literal + "*"))).containsExactly(literal);
        assertThat(answer(cache().deleteMatch(literal + "*"))).isEqualTo(1);
        assertThat(answer(cache().exists(other))).isTrue();
    }

    @Test
    @DisplayName("a star crosses line ends")
    default void starCrossesLines() {
        put("a\nb\nc");
        assertThat(elements(cache().scan("a*c"))).containsExactly("a\nb\nc");
    }

    @Test
    @DisplayName("a pattern without wildcards finds its own key only")
    default void literalPattern() {
        put("a", "ab");
        assertThat(elements(cache().scan("a"))).containsExactly("a");
        assertThat(elements(cache().scan("b"))).isEmpty();
    }

    @Test
    @DisplayName("patterns tell upper from lower case")
    default void patternCase() {
        put("User:1", "user:1");
        assertThat(elements(cache().scan("user:*"))).containsExactly("user:1");
    }

    @Test
    @DisplayName("DEFECT-06: a scan of thousands of keys finds every one of them")
    default void scansThousands() {
        Map<String, Integer> values = new LinkedHashMap<>();
        IntStream.range(0, 3000).forEach(i -> values.put("key:" + i, i));
        answer(cache().setMany(values, Ttl.forever()));
        assertThat(new HashSet<>(elements(cache().scan("key:*")))).isEqualTo(values.keySet());
    }

    @Test
    @DisplayName("a scan finds keys of every kind")
    default void scansEveryKind() {
        put("x:value");
        answer(cache().increment("x:counter"));
        answer(cache().incrementBits("x:bits", BitFields.of(1, 0), 1));
        answer(cache().addToSet("x:set", Set.of("m")));
        answer(cache().slidingCount("x:window", Duration.ofMinutes(1), 5));
        assertThat(elements(cache().scan("x:*")))
                .containsExactlyInAnyOrder("x:value", "x:counter", "x:bits", "x:set", "x:window");
    }

    @Test
    @DisplayName("a scan leaves out what has expired")
    default void scanLeavesOutExpired() {
        answer(cache().set("k:1", 1, Ttl.of("10s")));
        answer(cache().set("k:2", 2));
        pass("11s");
        assertThat(elements(cache().scan("k:*"))).containsExactly("k:2");
    }

    @Test
    @DisplayName("a scan finds no leases and no tags")
    default void scanFindsNothingInternal() {
        answer(backend().createGenerations(List.of("tag"), Duration.ofHours(1).toNanos()));
        Lease lease = answer(cache().lease("lease", Ttl.of("1m"), Duration.ZERO));
        assertThat(elements(cache().scan("*"))).isEmpty();
        answer(lease.release());
    }

    @Test
    @DisplayName("a subscriber that cancels a scan gets no more")
    default void scanIsCancelled() {
        put("a", "b", "c");
        assertThat(elements(cache().scan("*"), 2)).hasSize(2);
    }

    @Test
    @DisplayName("keys may be deleted while they are scanned")
    default void deletesWhileScanning() {
        put("a", "b", "c", "d");
        elements(cache().scan("*"))
                .forEach(key -> assertThat(answer(cache().delete(key))).isTrue());
        assertThat(elements(cache().scan("*"))).isEmpty();
    }

    @Test
    @DisplayName("a scan can be subscribed to again")
    default void scansAgain() {
        put("a");
        var scan = cache().scan("*");
        assertThat(elements(scan)).containsExactly("a");
        put("b");
        assertThat(elements(scan)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @DisplayName("an empty pattern fails the scan")
    default void emptyPattern() {
        assertThat(failure(collected(cache().scan(""), 1))).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    @DisplayName("DEFECT-06: matching values are published with their keys")
    default void getMatch() {
        put("user:1", "user:2", "order:1");
        Map<String, @Nullable String> found = new TreeMap<>();
        elements(cache().getMatch("user:*", TypeRef.of(String.class)))
                .forEach(match -> found.put(match.getKey(), match.getValue().value()));
        assertThat(found).isEqualTo(Map.of("user:1", "of user:1", "user:2", "of user:2"));
    }

    @Test
    @DisplayName("matching values of another type and of other kinds are left out")
    default void getMatchOtherTypes() {
        put("k:text");
        answer(cache().set("k:number", 5));
        answer(cache().addToSet("k:set", Set.of("m")));
        answer(cache().incrementBits("k:bits", BitFields.of(1, 0), 1));
        assertThat(elements(cache().getMatch("k:*", String.class))).containsExactly("of k:text");
    }

    @Test
    @DisplayName("counters are among the matching numbers")
    default void getMatchCounters() {
        answer(cache().increment("k:counter", 3, Ttl.forever()));
        answer(cache().set("k:number", 5L));
        assertThat(elements(cache().getMatch("k:*", Long.class))).containsExactlyInAnyOrder(3L, 5L);
    }

    @Test
    @DisplayName("matching values that have expired are left out")
    default void getMatchExpired() {
        answer(cache().set("k:1", 1, Ttl.of("10s")));
        pass("11s");
        assertThat(elements(cache().getMatch("k:*", Integer.class))).isEmpty();
    }

    @Test
    @DisplayName("DEFECT-06: deleteMatch deletes what matches and answers how much that was")
    default void deleteMatch() {
        put("user:1", "user:2", "order:1");
        assertThat(answer(cache().deleteMatch("user:*"))).isEqualTo(2);
        assertThat(elements(cache().scan("*"))).containsExactly("order:1");
    }

    @Test
    @DisplayName("deleteMatch deletes keys of every kind")
    default void deleteMatchKinds() {
        put("k:value");
        answer(cache().increment("k:counter"));
        answer(cache().addToSet("k:set", Set.of("m")));
        assertThat(answer(cache().deleteMatch("k:*"))).isEqualTo(3);
    }

    @Test
    @DisplayName("deleteMatch without a wildcard deletes one key")
    default void deleteMatchLiteral() {
        put("a", "ab");
        assertThat(answer(cache().deleteMatch("a"))).isEqualTo(1);
        assertThat(answer(cache().exists("ab"))).isTrue();
    }

    @Test
    @DisplayName("deleteMatch that finds nothing answers zero")
    default void deleteMatchNothing() {
        put("a");
        assertThat(answer(cache().deleteMatch("b*"))).isZero();
    }

    @Test
    @DisplayName("deleteMatch does not count what has expired")
    default void deleteMatchExpired() {
        answer(cache().set("k:1", 1, Ttl.of("10s")));
        pass("11s");
        assertThat(answer(cache().deleteMatch("k:*"))).isZero();
    }

    private void put(String... keys) {
        for (String key : keys) {
            answer(cache().set(key, "of " + key));
        }
    }
}
