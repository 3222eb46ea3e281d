package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.elements;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CommandKind;
import io.github.kashew.Middleware;
import io.github.kashew.TransactionMode;
import io.github.kashew.Ttl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on what stands before this backend: switches, middleware and callbacks. */
interface ScopeSentences extends Subject {

    @Test
    @DisplayName("DEFECT-18: a cache that is switched off reads nothing and changes nothing")
    default void switchedOff() {
        answer(cache().set("k", "old", Ttl.of("1h"), List.of("tag")));
        answer(cache().increment("n"));
        cache().disable();
        assertThat(answer(cache().getMany(List.of("k", "n"), String.class))).isEmpty();
        assertThat(answer(cache().set("k", "new"))).isFalse();
        assertThat(answer(cache().increment("n"))).isZero();
        assertThat(answer(cache().delete("k"))).isFalse();
        answer(cache().deleteTags("tag"));
        answer(cache().clear());
        assertThat(elements(cache().scan("*"))).isEmpty();
        assertThat(answer(cache().count())).isZero();
        cache().enable();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("old");
        assertThat(answer(cache().increment("n"))).isEqualTo(2);
    }

    @Test
    @DisplayName("DEFECT-30: leaving a scope restores what was before")
    default void scoped() {
        answer(cache().set("k", "a"));
        cache().disable(CommandKind.DELETE);
        try (CacheContext.Scope scope = cache().disabling(CommandKind.DELETE, CommandKind.GET)) {
            assertThat(answer(cache().get("k", String.class))).isNull();
        }
        assertThat(answer(cache().delete("k"))).isFalse();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("a");
    }

    @Test
    @DisplayName("DEFECT-33: a prefix is before the key of every command and in no answer, and tags work behind it")
    default void prefixed() {
        Cache prefixed = open(options -> options.middleware(Middleware.prefix("app:")), "");
        answer(prefixed.setMany(Map.of("k", "a", "l", "b"), Ttl.of("1h")));
        answer(prefixed.set("t", "c", Ttl.of("1h"), List.of("tag")));
        answer(prefixed.addToSet("s", Set.of("x")));
        assertThat(answer(prefixed.getMany(List.of("l", "none", "k"), String.class)))
                .isEqualTo(Map.of("k", "a", "l", "b"));
        assertThat(elements(prefixed.scan("*"))).containsExactlyInAnyOrder("k", "l", "t", "s");
        answer(prefixed.deleteTags("tag"));
        assertThat(answer(prefixed.get("t", String.class))).isNull();
        assertThat(answer(prefixed.popFromSet("s", 5))).containsExactly("x");
        answer(prefixed.clear());
        assertThat(elements(prefixed.scan("*"))).isEmpty();
    }

    @Test
    @DisplayName("DEFECT-34: a callback of a scope hears of what is called in it and nothing else")
    default void callbacks() {
        List<String> heard = new ArrayList<>();
        try (CacheContext.Scope scope = cache().calling((command, result, failure) ->
                heard.add(command.kind() + " " + command.keys() + " " + result))) {
            answer(cache().set("k", "a"));
            answer(cache().deleteMany(List.of("k", "l")));
        }
        answer(cache().set("k", "b"));
        assertThat(heard).containsExactly("SET [k] true", "DELETE_MANY [k, l] 1");
    }

    @Test
    @DisplayName("DEFECT-31: a transaction writes nothing that is switched off")
    default void switchedOffInTransactions() {
        answer(cache().set("k", "old"));
        cache().disable(CommandKind.SET);
        for (TransactionMode mode : TransactionMode.values()) {
            Boolean set = answer(cache().transaction(mode, tx -> tx.set("k", "new")));
            assertThat(set).isFalse();
        }
        cache().enable();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("old");
    }

    @Test
    @DisplayName("DEFECT-29: a tag that is deleted in one cache is not deleted in another store")
    default void tagsOfEachCache() {
        Cache other = open(options -> {}, "");
        answer(cache().set("k", "v", Ttl.of("1h"), List.of("tag")));
        answer(other.set("k", "v", Ttl.of("1h"), List.of("tag")));
        answer(other.deleteTags("tag"));
        assertThat(answer(other.get("k", String.class))).isNull();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
    }
}
