package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on what plans load into this backend. */
interface LoadSentences extends Subject {

    @Test
    @DisplayName("a value is loaded once and answered from the store until it expires")
    default void loadsOnce() {
        AtomicInteger loads = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            answer(cache().getOrLoad(
                            "k",
                            Integer.class,
                            Ttl.of("10s"),
                            () -> CompletableFuture.completedFuture(loads.incrementAndGet())));
        }
        assertThat(loads.get()).isEqualTo(1);
        pass("11s");
        assertThat(answer(cache().getOrLoad(
                                "k",
                                Integer.class,
                                Ttl.of("10s"),
                                () -> CompletableFuture.completedFuture(loads.incrementAndGet()))))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("a loaded value is stored with its ttl")
    default void storesWithTtl() {
        answer(load(CompletableFuture.completedFuture("loaded")));
        assertThat(answer(cache().get("k", String.class))).isEqualTo("loaded");
        pass("11s");
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("a key that is deleted during a load is not filled by it")
    default void deletedDuringLoad() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> loading = load(source);
        answer(cache().delete("k"));
        source.complete("outdated");
        assertThat(answer(loading)).isEqualTo("outdated");
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("a value that is set during a load stays")
    default void setDuringLoad() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> loading = load(source);
        answer(cache().set("k", "newer"));
        source.complete("outdated");
        assertThat(answer(loading)).isEqualTo("outdated");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("newer");
    }

    @Test
    @DisplayName("values that are set together during a load stay")
    default void setManyDuringLoad() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> loading = load(source);
        answer(cache().setMany(Map.of("k", "newer", "other", "v"), Ttl.forever()));
        source.complete("outdated");
        answer(loading);
        assertThat(answer(cache().get("k", String.class))).isEqualTo("newer");
    }

    @Test
    @DisplayName("a store that is cleared during a load is not filled by it")
    default void clearedDuringLoad() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> loading = load(source);
        answer(cache().clear());
        source.complete("outdated");
        answer(loading);
        assertThat(answer(cache().get("k", String.class))).isNull();
    }

    @Test
    @DisplayName("who asks after a deletion does not get the load that was under way")
    default void asksAfterDeletion() {
        CompletableFuture<String> outdated = new CompletableFuture<>();
        CompletionStage<String> first = load(outdated);
        answer(cache().delete("k"));
        assertThat(answer(load(CompletableFuture.completedFuture("fresh")))).isEqualTo("fresh");
        outdated.complete("outdated");
        assertThat(answer(first)).isEqualTo("outdated");
        assertThat(answer(cache().get("k", String.class))).isEqualTo("fresh");
    }

    @Test
    @DisplayName("a load does not replace a value of another type")
    default void otherTypeStays() {
        answer(cache().set("k", 7));
        assertThat(answer(load(CompletableFuture.completedFuture("loaded")))).isEqualTo("loaded");
        assertThat(answer(cache().get("k", Integer.class))).isEqualTo(7);
    }

    @Test
    @DisplayName("a failure of the loader reaches the caller as it was thrown and nothing is stored")
    default void failureIsThrown() {
        IllegalStateException thrown = new IllegalStateException("source is down");
        assertThat(failure(load(CompletableFuture.failedFuture(thrown)))).isSameAs(thrown);
        assertThat(answer(cache().exists("k"))).isFalse();
    }

    @Test
    @DisplayName("callers at the same time share one load")
    default void sharesLoad() {
        AtomicInteger loads = new AtomicInteger();
        CompletableFuture<String> source = new CompletableFuture<>();
        List<CompletableFuture<String>> callers = IntStream.range(0, 5)
                .mapToObj(i -> cache().getOrLoad("k", String.class, Ttl.of("10s"), () -> {
                            loads.incrementAndGet();
                            return source;
                        })
                        .toCompletableFuture())
                .toList();
        source.complete("loaded");
        callers.forEach(caller -> assertThat(answer(caller)).isEqualTo("loaded"));
        assertThat(loads.get()).isEqualTo(1);
    }

    /** Begins to load and returns once the loader was asked, or the call is over without it. */
    private CompletionStage<String> load(CompletionStage<String> loaded) {
        CompletableFuture<Object> begun = new CompletableFuture<>();
        CompletionStage<String> loading = cache().getOrLoad("k", String.class, Ttl.of("10s"), () -> {
            begun.complete("loading");
            return loaded;
        });
        answer(CompletableFuture.anyOf(begun, loading.toCompletableFuture().handle((value, failure) -> "over")));
        return loading;
    }
}
