package io.github.kashew;

import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Callbacks")
class CallbacksTest {

    private final Breakable breakable = new Breakable();
    private final List<String> heard = new ArrayList<>();
    private final CommandCallback hearing = (command, result, failure) -> heard.add(command.kind() + " "
            + command.keys() + (failure == null ? "" : " " + failure.getClass().getSimpleName()));
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0", route -> route.wrap(breakable::around))
            .clock(new ManualClock())
            .executor(Runnable::run)
            .build();

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    @DisplayName(
            "hear of each command when it has ended, a hit and commands of many keys included, until they are closed")
    void permanent() {
        CacheContext.Scope added = cache.addCallback(hearing);
        cache.set("k", "a");
        cache.get("k", String.class);
        cache.getMany(List.of("k", "l"), String.class);
        cache.setMany(Map.of("k", "b"), Ttl.of("1h"));
        cache.deleteMany(List.of("k", "l"));
        added.close();
        added.close();
        cache.set("k", "a");
        assertThat(heard)
                .containsExactly("SET [k]", "GET [k]", "GET_MANY [k, l]", "SET_MANY [k]", "DELETE_MANY [k, l]");
    }

    @Test
    @DisplayName("hear what a command was answered with, or what it failed with")
    void outcome() {
        List<Object> results = new ArrayList<>();
        cache.addCallback((command, result, failure) -> results.add(failure == null ? result : failure.getMessage()));
        cache.increment("n");
        breakable.broken.add("increment");
        cache.increment("n");
        assertThat(results).containsExactly(1L, "increment is broken");
    }

    @Test
    @DisplayName("DEFECT-34: of a scope hear what is called in it, and nothing of others")
    void scoped() {
        CachePlan<String> plan =
                cache.plan(String.class).key("k:{id}").through(simple("1h")).build();
        CompletableFuture<String> source = new CompletableFuture<>();
        try (CacheContext.Scope scope = cache.calling(hearing)) {
            plan.get(plan.args(1), () -> {
                cache.get("inner", String.class);
                return source;
            });
        }
        cache.set("other", "a");
        source.complete("loaded");
        assertThat(heard).containsExactly("GET [k:1]", "SET [k:1]");
        try (CacheContext.Scope scope = cache.calling(hearing.only(CommandKind.GET))) {
            plan.get(plan.args(1), () -> source);
            cache.set("other", "b");
        }
        assertThat(heard).endsWith("GET [k:1]").hasSize(3);
    }

    @Test
    @DisplayName("harm nothing when they throw, and do not hear of keys that Kashew keeps for itself")
    void guarded() {
        cache.addCallback((command, result, failure) -> {
            throw new AssertionError("a callback failed");
        });
        cache.addCallback(hearing);
        CachePlan<String> plan = cache.plan(String.class)
                .key("k:{id}")
                .through(failover("1h"), simple("1h"))
                .build();
        assertThat(plan.get(plan.args(1), () -> CompletableFuture.completedFuture("loaded")))
                .isCompletedWithValue("loaded");
        assertThat(cache.get("k:1", String.class)).isCompletedWithValue("loaded");
        assertThat(heard).containsExactly("GET [k:1]", "SET [k:1]", "GET [k:1]");
    }
}
