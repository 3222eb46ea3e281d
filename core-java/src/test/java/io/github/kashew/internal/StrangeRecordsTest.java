package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.error.BackendException;
import io.github.kashew.strategy.Strategies;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A store of bytes")
class StrangeRecordsTest {

    private final Cache cache = Cache.builder()
            .executor(Runnable::run)
            .route("", "mem://?copy=true")
            .build();

    @AfterEach
    void close() {
        cache.close();
    }

    private static <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).isDone();
        return future.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", " 1", "1 ", "+1", "-", "1.0", "9223372036854775808", ""})
    @DisplayName("V19: what is no whole number is a miss to who reads a number, and is not counted on")
    void noNumbers(String text) {
        answer(cache.setRaw("k", text.getBytes(StandardCharsets.US_ASCII), Ttl.forever()));
        assertThat(answer(cache.get("k", Long.class))).isNull();
        CompletableFuture<Long> increment = cache.increment("k").toCompletableFuture();
        assertThatThrownBy(increment::join)
                .hasCauseInstanceOf(BackendException.class)
                .hasMessageContaining("key 'k'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\0", "\u0008\u0002", "None"})
    @DisplayName("V21: no value is taken for the absence of one, and a stored null is not")
    void sentinels(String text) {
        answer(cache.set("k", text));
        assertThat(answer(cache.get("k", String.class))).isEqualTo(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        answer(cache.set("b", bytes));
        assertThat(answer(cache.get("b", byte[].class))).isEqualTo(bytes);
        AtomicInteger loads = new AtomicInteger();
        CachePlan<@Nullable String> plan = cache.plan(new TypeRef<@Nullable String>() {})
                .key("null")
                .through(Strategies.simple("1h"))
                .build();
        for (int i = 0; i < 2; i++) {
            assertThat(answer(plan.get(plan.args(), () -> {
                        loads.incrementAndGet();
                        return CompletableFuture.completedFuture(null);
                    })))
                    .isNull();
        }
        assertThat(loads).hasValue(1);
    }
}
