package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.WriteCondition;
import io.github.kashew.strategy.Strategies;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A near cache")
class NearCacheTest extends NearRoom {

    @Test
    @DisplayName("answers the same object again without asking the store")
    void hitsNear() {
        answer(other.set("k", List.of("a"), new TypeRef<List<String>>() {}, Ttl.forever(), WriteCondition.ALWAYS));
        TypeRef<List<String>> type = new TypeRef<>() {};
        List<String> first = answer(cache.get("k", type));
        client.takeAsked();
        assertThat(answer(cache.get("k", type))).isSameAs(first);
        assertThat(client.takeAsked()).isEmpty();
    }

    @Test
    @DisplayName("drops what is announced")
    void announced() {
        hold("k", "old");
        setByOther("k", "new");
        client.announce("k");
        assertFar("k", "new");
        assertHeld("k", "new");
    }

    @Test
    @DisplayName("keeps the deadline of an entry")
    void expires() {
        answer(other.set("k", "v", Ttl.of("10s")));
        answer(get("k"));
        client.takeAsked();
        clock.advance("9s");
        assertHeld("k", "v");
        clock.advance("2s");
        assertThat(answer(get("k"))).isNull();
    }

    @Test
    @DisplayName("does not hold counters, and does not hold that nothing is there")
    void notHeld() {
        answer(other.increment("n"));
        assertThat(answer(cache.counter("n"))).isEqualTo(1);
        answer(other.increment("n"));
        assertThat(answer(cache.counter("n"))).isEqualTo(2);
        assertThat(answer(get("none"))).isNull();
        setByOther("none", "v");
        assertThat(answer(get("none"))).isEqualTo("v");
    }

    @Test
    @DisplayName("holds null and stored failures")
    void holdsNull() {
        TypeRef<@Nullable String> type = new TypeRef<>() {};
        answer(other.set("k", null, type, Ttl.forever(), WriteCondition.ALWAYS));
        assertThat(answer(cache.entry("k", type))).isNotNull();
        client.takeAsked();
        assertThat(answer(cache.entry("k", type))).isNotNull();
        assertThat(client.takeAsked()).isEmpty();
    }

    @Test
    @DisplayName("asks the store again for readers of another type")
    void otherType() {
        hold("k", "text");
        assertThat(answer(cache.get("k", Integer.class))).isNull();
        assertThat(client.takeAsked()).containsExactly(BackendOperation.READ);
        assertFar("k", "text");
        assertHeld("k", "text");
    }

    @Test
    @DisplayName("asks only for those of many keys that it does not hold")
    void manyKeys() {
        for (String key : List.of("a", "b", "c")) {
            setByOther(key, key.toUpperCase(Locale.ROOT));
        }
        answer(get("b"));
        client.takeAsked();
        assertThat(answer(cache.getMany(List.of("a", "b", "a", "none", "c"), String.class)))
                .isEqualTo(Map.of("a", "A", "b", "B", "c", "C"));
        assertThat(client.takeAsked()).containsExactly(BackendOperation.READ_ALL);
        assertThat(answer(cache.getMany(List.of("c", "b", "a"), String.class))).hasSize(3);
        assertThat(client.takeAsked()).isEmpty();
    }

    @Test
    @DisplayName("drops what own commands of many keys are about")
    void manyChanges() {
        List<Runnable> changes = List.of(
                () -> answer(cache.setMany(Map.of("k", "own"), Ttl.forever())),
                () -> answer(cache.deleteMany(List.of("k"))),
                () -> answer(cache.deleteMatch("k*")),
                () -> answer(cache.clear()),
                () -> answer(cache.expire("k", Ttl.of("1h"))),
                () -> answer(cache.setRaw("k", new byte[] {1}, Ttl.forever())));
        for (Runnable change : changes) {
            hold("k", "old");
            change.run();
            client.takeAsked();
            answer(get("k"));
            assertThat(client.takeAsked()).containsExactly(BackendOperation.READ);
        }
    }

    @Test
    @DisplayName("answers a tagged hit without asking once the generations of its tags are near, too")
    void taggedHit() {
        answer(other.set("k", "v", Ttl.of("1h"), List.of("t", "u")));
        assertThat(answer(get("k"))).isEqualTo("v");
        assertHeld("k", "v");
        client.announceTags("t");
        assertThat(answer(get("k"))).isEqualTo("v");
        assertThat(client.takeAsked()).containsExactly(BackendOperation.GENERATIONS);
        assertHeld("k", "v");
    }

    @Test
    @DisplayName("does not answer an entry whose tag was deleted by another process")
    void deletedTag() {
        answer(other.set("k", "v", Ttl.of("1h"), List.of("t")));
        answer(get("k"));
        answer(other.deleteTags("t"));
        client.announceTags("t");
        assertThat(answer(get("k"))).isNull();
        answer(other.set("k", "w", Ttl.of("1h"), List.of("t")));
        client.announce("k");
        assertThat(answer(get("k"))).isEqualTo("w");
        assertHeld("k", "w");
        answer(cache.deleteTags("t"));
        assertThat(answer(get("k"))).isNull();
    }

    @Test
    @DisplayName("lets a plan answer a hit without a command")
    void plan() {
        CachePlan<String> plan = cache.plan(String.class)
                .key("k:{id}")
                .through(Strategies.simple("1h"))
                .tags("t:{id}")
                .build();
        for (int i = 0; i < 3; i++) {
            assertThat(answer(plan.get(plan.args(1), () -> CompletableFuture.completedFuture("loaded"))))
                    .isEqualTo("loaded");
        }
        client.takeAsked();
        CompletionStage<String> hit = plan.get(plan.args(1), () -> CompletableFuture.completedFuture("again"));
        assertThat(answer(hit)).isEqualTo("loaded");
        assertThat(client.takeAsked()).isEmpty();
    }

    @Test
    @DisplayName("answers from near while the store fails, and misses for the rest")
    void storeFails() {
        hold("k", "v");
        client.fail(true);
        assertHeld("k", "v");
        assertThat(answer(get("other"))).isNull();
    }

    @Test
    @DisplayName("is bounded")
    void bounded() {
        IntStream.range(0, 10 * SIZE).forEach(i -> setByOther("k" + i, "v"));
        IntStream.range(0, 10 * SIZE).forEach(i -> answer(get("k" + i)));
        client.takeAsked();
        IntStream.range(0, 10 * SIZE).forEach(i -> answer(get("k" + i)));
        assertThat(client.takeAsked()).hasSizeGreaterThanOrEqualTo(9 * SIZE);
    }

    @Test
    @DisplayName("is refused where changes of others are not announced")
    void refused() {
        assertThatThrownBy(() -> Cache.builder()
                        .route("users:", "mem://?copy=true", route -> route.near(10))
                        .build())
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("route 'users:'")
                .hasMessageContaining("near(10)");
        assertThatThrownBy(() -> Cache.open("mem://?near=10"))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("unknown parameter 'near'");
    }
}
