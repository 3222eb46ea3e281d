package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.elements;
import static io.github.kashew.testkit.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CachePlan;
import io.github.kashew.Entry;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.key.Args;
import io.github.kashew.strategy.Strategies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on what sees an invalidated entry as absent, and what removes it. */
interface TagValiditySentences extends Subject {

    @Test
    @DisplayName("a match leaves out what is invalidated, however many entries there are")
    default void matchesValidOnly() {
        IntStream.range(0, 120).forEach(i -> answer(cache().set("k:" + i, i, Ttl.forever(), List.of("t" + i % 5))));
        answer(cache().set("k:plain", -1));
        answer(cache().deleteTags("t0", "t3"));
        Set<Integer> expected = IntStream.concat(
                        IntStream.of(-1), IntStream.range(0, 120).filter(i -> i % 5 != 0 && i % 5 != 3))
                .boxed()
                .collect(Collectors.toSet());
        assertThat(Set.copyOf(elements(cache().getMatch("k:*", Integer.class)))).isEqualTo(expected);
        List<Map.Entry<String, Entry<Integer>>> found = elements(cache().getMatch("k:1*", TypeRef.of(Integer.class)));
        assertThat(found)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getValue().tags().tags())
                        .doesNotContain("t0", "t3")
                        .hasSize(1));
    }

    @Test
    @DisplayName("a valid entry with tags is overwritten by setIfPresent, and what is set then has no tags")
    default void overwritesValid() {
        answer(cache().set("k", "old", Ttl.forever(), List.of("a", "b")));
        assertThat(answer(cache().setIfPresent("k", "new", Ttl.forever()))).isTrue();
        answer(cache().deleteTags("a", "b"));
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
        assertThat(answer(cache().setIfPresent("k", "newer", Ttl.forever()))).isTrue();
        assertThat(answer(cache().setIfPresent("nothing", "v", Ttl.forever()))).isFalse();
    }

    @Test
    @DisplayName("of many who set what is invalidated if it is absent, one does")
    default void oneSetsIfAbsent() {
        for (int round = 0; round < 5; round++) {
            String key = "k" + round;
            answer(cache().set(key, "old", Ttl.forever(), List.of("t")));
            answer(cache().deleteTags("t"));
            List<Boolean> set = together(8, thread -> answer(cache().setIfAbsent(key, "by " + thread, Ttl.forever())));
            assertThat(set).containsOnlyOnce(true);
            assertThat(answer(cache().get(key, String.class))).isEqualTo("by " + set.indexOf(true));
        }
    }

    @Test
    @DisplayName("purge removes what is invalidated, copies of a failover included, and nothing else")
    default void purges() {
        answer(cache().set("dead:1", "v", Ttl.forever(), List.of("t", "u")));
        answer(cache().set("dead:2", "v", Ttl.forever(), List.of("t")));
        answer(cache().set("tagged", "v", Ttl.forever(), List.of("u")));
        answer(cache().set("plain", "v"));
        answer(cache().increment("counter"));
        answer(cache().plan(String.class)
                .key("covered:{id}")
                .through(Strategies.failover("1h"), Strategies.simple("5m"))
                .tags("t")
                .build()
                .get(Args.of(1), () -> CompletableFuture.completedFuture("v")));
        answer(cache().deleteTags("t"));
        assertThat(answer(cache().purge())).isEqualTo(3);
        assertThat(elements(cache().scan("*"))).containsExactlyInAnyOrder("tagged", "plain", "counter");
        assertThat(answer(cache().get("tagged", String.class))).isEqualTo("v");
        assertThat(answer(cache().purge())).isZero();
    }

    @Test
    @DisplayName("tags of a value are those of its entry; one that is loaded while a tag is deleted is not stored")
    default void tagsOfTheValue() {
        CachePlan<String> plan = cache().plan(String.class)
                .key("person:{id}")
                .through(Strategies.simple("1h"))
                .tags("people")
                .tags(name -> List.of("name:" + name))
                .build();
        answer(plan.get(Args.of(1), () -> CompletableFuture.completedFuture("ada")));
        assertThat(answer(cache().tagsOf("person:1"))).containsExactly("people", "name:ada");
        answer(cache().deleteTags("name:ada"));
        assertThat(answer(plan.get(Args.of(1), () -> cache().deleteTags("other").thenApply(done -> "eve"))))
                .isEqualTo("eve");
        assertThat(answer(cache().exists("person:1"))).isFalse();
        answer(plan.get(Args.of(1), () -> CompletableFuture.completedFuture("eve")));
        assertThat(answer(cache().tagsOf("person:1"))).containsExactly("people", "name:eve");
    }

    @Test
    @DisplayName("an entry whose deadline is moved keeps its tags as long")
    default void tagsFollowDeadlines() {
        answer(cache().set("k", "v", Ttl.of("10s"), List.of("t")));
        assertThat(answer(cache().expire("k", Ttl.of("100s")))).isTrue();
        pass("50s");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
        answer(cache().deleteTags("t"));
        assertThat(answer(cache().get("k", String.class))).isNull();
    }
}
