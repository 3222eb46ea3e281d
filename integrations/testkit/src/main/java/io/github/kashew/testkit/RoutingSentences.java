package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.elements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.Lease;
import io.github.kashew.Ttl;
import io.github.kashew.error.NotConfiguredException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on several routes of this backend in one cache. */
interface RoutingSentences extends Subject {

    @Test
    @DisplayName("the longest prefix that matches serves a key, whatever the kind of command")
    default void longestPrefix() {
        Cache routed = open(options -> {}, "", "a", "ab");
        answer(routed.set("abc", "v"));
        answer(routed.set("ac", "v"));
        answer(routed.increment("abd"));
        answer(routed.set("x", "v"));
        assertThat(elements(routed.scan("ab*"))).containsExactlyInAnyOrder("abc", "abd");
        assertThat(elements(routed.scan("*"))).containsExactlyInAnyOrder("abc", "abd", "ac", "x");
        assertThat(answer(routed.count())).isEqualTo(4);
    }

    @Test
    @DisplayName("many values from several routes are answered in the order of the keys")
    default void orderAcrossRoutes() {
        Cache routed = open(options -> {}, "", "user:", "order:");
        answer(routed.setMany(Map.of("user:1", 1, "order:1", 2, "x", 3, "user:2", 4), Ttl.forever()));
        Map<String, Integer> found =
                answer(routed.getMany(List.of("x", "user:2", "order:1", "none", "user:1", "x"), Integer.class));
        assertThat(found.keySet()).containsExactly("x", "user:2", "order:1", "user:1");
        assertThat(found.values()).containsExactly(3, 4, 2, 1);
    }

    @Test
    @DisplayName("deleteMany and deleteMatch count over all routes")
    default void deletesAcrossRoutes() {
        Cache routed = open(options -> {}, "", "user:", "order:");
        answer(routed.setMany(Map.of("user:1", 1, "order:1", 2, "x", 3, "user:2", 4), Ttl.forever()));
        assertThat(answer(routed.deleteMany(List.of("user:1", "order:1", "none"))))
                .isEqualTo(2);
        assertThat(answer(routed.deleteMatch("*"))).isEqualTo(2);
        assertThat(answer(routed.count())).isZero();
    }

    @Test
    @DisplayName("matching values come from all routes that may hold them")
    default void matchesAcrossRoutes() {
        Cache routed = open(options -> {}, "", "user:", "order:");
        answer(routed.setMany(Map.of("user:1", 1, "order:1", 2, "x", 3), Ttl.forever()));
        assertThat(elements(routed.getMatch("*", Integer.class))).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(elements(routed.getMatch("*:1", Integer.class))).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    @DisplayName("leases of several routes are told apart by their names")
    default void leasesAcrossRoutes() {
        Cache routed = open(options -> {}, "", "user:");
        Lease one = answer(routed.lease("user:1", Ttl.of("1m"), Duration.ZERO));
        Lease other = answer(routed.lease("x", Ttl.of("1m"), Duration.ZERO));
        assertThat(answer(routed.isLeased("user:1"))).isTrue();
        assertThat(answer(one.release())).isTrue();
        assertThat(answer(other.release())).isTrue();
    }

    @Test
    @DisplayName("a key without a route is refused with the prefixes that there are")
    default void noRoute() {
        Cache routed = open(options -> {}, "user:");
        assertThatThrownBy(() -> routed.get("order:1", String.class))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("user:");
    }

    @Test
    @DisplayName("clearing clears all routes")
    default void clearsAcrossRoutes() {
        Cache routed = open(options -> {}, "", "user:");
        answer(routed.setMany(Map.of("user:1", 1, "x", 2), Ttl.forever()));
        answer(routed.clear());
        answer(routed.ping());
        assertThat(elements(routed.scan("*"))).isEmpty();
    }
}
