package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.CachePlan;
import io.github.kashew.PlanBuilder;
import io.github.kashew.Ttl;
import io.github.kashew.key.Args;
import io.github.kashew.strategy.Strategies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on entries that carry tags. */
interface TaggedEntrySentences extends Subject {

    private PlanBuilder<String> tagged() {
        return cache().plan(String.class).key("user:{id}").tags("users", "user:{id}");
    }

    private CachePlan<String> users() {
        return tagged().through(Strategies.simple("1h")).build();
    }

    private static CompletionStage<String> load(CachePlan<String> plan, int id, String value) {
        return plan.get(Args.of(id), () -> CompletableFuture.completedFuture(value));
    }

    @Test
    @DisplayName("an entry is missing once one of its tags is deleted")
    default void deletedTag() {
        CachePlan<String> users = users();
        answer(load(users, 1, "one"));
        answer(load(users, 2, "two"));
        answer(cache().deleteTags("user:1"));
        assertThat(answer(load(users, 1, "new one"))).isEqualTo("new one");
        assertThat(answer(load(users, 2, "new two"))).isEqualTo("two");
        answer(cache().deleteTags("users"));
        assertThat(answer(cache().get("user:1", String.class))).isNull();
        assertThat(answer(cache().get("user:2", String.class))).isNull();
        assertThat(answer(load(users, 2, "newer"))).isEqualTo("newer");
        assertThat(answer(cache().get("user:2", String.class))).isEqualTo("newer");
    }

    @Test
    @DisplayName("a value is set with tags, and tagsOf names them while it is valid")
    default void setWithTags() {
        answer(cache().set("k", "v", Ttl.of("10s"), List.of("a", "b", "a")));
        assertThat(answer(cache().get("k", String.class))).isEqualTo("v");
        assertThat(answer(cache().tagsOf("k"))).containsExactly("a", "b");
        answer(cache().deleteTags("b"));
        assertThat(answer(cache().get("k", String.class))).isNull();
        assertThat(answer(cache().tagsOf("k"))).isEmpty();
    }

    @Test
    @DisplayName("a tag is no other tag, and no key")
    default void namesOfTags() {
        answer(cache().set("a", "v", Ttl.forever(), List.of("a,b", "a*")));
        answer(cache().deleteTags("a", "b", "*", "ab"));
        assertThat(answer(cache().get("a", String.class))).isEqualTo("v");
        answer(cache().delete("a*"));
        assertThat(answer(cache().get("a", String.class))).isEqualTo("v");
    }

    @Test
    @DisplayName(
            "what is loaded while its tag is deleted is answered, and neither stored nor shared with who comes later")
    default void deletedDuringTaggedLoad() {
        CachePlan<String> users = users();
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        CompletionStage<String> loading = users.get(Args.of(1), () -> {
            begun.complete(true);
            return source;
        });
        answer(begun); // a load that begins after the deletion would be shared rightly
        answer(cache().deleteTags("users"));
        assertThat(answer(load(users, 1, "new"))).isEqualTo("new");
        source.complete("outdated");
        assertThat(answer(loading)).isEqualTo("outdated");
        assertThat(answer(cache().get("user:1", String.class))).isEqualTo("new");
    }

    @Test
    @DisplayName("an invalidated entry is absent to getMany, exists and conditional writes")
    default void invalidatedIsAbsent() {
        Ttl ttl = Ttl.forever();
        answer(cache().set("k", "old", ttl, List.of("t")));
        answer(cache().set("other", "kept", ttl, List.of("u")));
        answer(cache().deleteTags("t"));
        assertThat(answer(cache().getMany(List.of("k", "other"), String.class))).isEqualTo(Map.of("other", "kept"));
        assertThat(answer(cache().exists("k"))).isFalse();
        assertThat(answer(cache().exists("other"))).isTrue();
        assertThat(answer(cache().setIfPresent("k", "v", ttl))).isFalse();
        assertThat(answer(cache().setIfAbsent("other", "v", ttl))).isFalse();
        assertThat(answer(cache().setIfAbsent("k", "new", ttl))).isTrue();
        assertThat(answer(cache().get("k", String.class))).isEqualTo("new");
    }

    @Test
    @DisplayName("an invalidated entry is not answered by early, soft or failover when the load fails")
    default void invalidatedIsNotStale() {
        for (PlanBuilder<String> builder : List.of(
                tagged().through(Strategies.early("10m", "5m")),
                tagged().through(Strategies.soft("10m", "5m")),
                tagged().through(Strategies.failover("1h"), Strategies.simple("5m")))) {
            CachePlan<String> plan = builder.build();
            answer(load(plan, 1, "old"));
            answer(cache().deleteTags("user:1"));
            RuntimeException down = new IllegalStateException("the source is down");
            assertThat(Answers.failure(plan.get(Args.of(1), () -> CompletableFuture.failedFuture(down))))
                    .isSameAs(down);
        }
    }

    @Test
    @DisplayName("a failover covers with what was loaded after the deletion of a tag, also where it is the same value")
    default void copiedAnew() {
        CachePlan<String> plan = tagged().through(Strategies.failover("1h"), Strategies.simple("5m"))
                .build();
        answer(load(plan, 1, "same"));
        answer(cache().deleteTags("user:1"));
        answer(load(plan, 1, "same"));
        pass("6m");
        assertThat(answer(plan.get(
                        Args.of(1),
                        () -> CompletableFuture.failedFuture(new IllegalStateException("the source is down")))))
                .isEqualTo("same");
        assertThat(warnings()).hasSize(1);
    }

    @Test
    @DisplayName("a batch loads anew what is invalidated, and only that")
    default void batch() {
        CachePlan<String> users = users();
        answer(load(users, 1, "one"));
        answer(load(users, 2, "two"));
        answer(cache().deleteTags("user:2"));
        Map<Args, String> expected = new HashMap<>(Map.of(Args.of(1), "one", Args.of(2), "new", Args.of(3), "new"));
        assertThat(answer(users.getAll(List.of(Args.of(1), Args.of(2), Args.of(3)), missing -> {
                    Map<Args, String> loaded = new HashMap<>();
                    missing.forEach(args -> loaded.put(args, "new"));
                    return CompletableFuture.completedFuture(loaded);
                })))
                .isEqualTo(expected);
        assertThat(answer(cache().tagsOf("user:3"))).containsExactly("users", "user:3");
        answer(cache().deleteTags("user:3"));
        assertThat(answer(cache().get("user:3", String.class))).isNull();
        assertThat(answer(cache().get("user:2", String.class))).isEqualTo("new");
    }

    @Test
    @DisplayName("DEFECT-03: a short-lived entry of a tag does not end the tag of a long-lived one")
    default void tagOutlivesItsEntries() {
        answer(cache().set("long", "v", Ttl.of("100s"), List.of("t")));
        answer(cache().set("short", "v", Ttl.of("1s"), List.of("t")));
        pass("50s");
        assertThat(answer(cache().get("long", String.class))).isEqualTo("v");
        answer(cache().deleteTags("t"));
        assertThat(answer(cache().get("long", String.class))).isNull();
    }

    @Test
    @DisplayName("DEFECT-22: neither deleting a tagged key nor an unknown tag leaves anything behind")
    default void nothingIsLeftBehind() {
        long before = answer(cache().count());
        answer(cache().set("k", "v", Ttl.forever(), List.of("t")));
        answer(cache().delete("k"));
        answer(cache().deleteTags("t", "unknown"));
        assertThat(answer(cache().count())).isEqualTo(before);
    }
}
