package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.ManualClock;
import io.github.kashew.RouteBuilder;
import io.github.kashew.TransactionMode;
import io.github.kashew.Ttl;
import io.github.kashew.codec.Codec;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.spi.Backend;
import io.github.kashew.strategy.Strategies;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Beside a record of another version of the program")
class KeptBesideTest {

    private final ManualClock clock = new ManualClock();
    private final AtomicReference<Backend<?>> shared = new AtomicReference<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final Cache others = Cache.builder()
            .clock(clock)
            .executor(Runnable::run)
            .route(
                    "",
                    "mem://?copy=true",
                    route -> shaped(1, route).wrap(backend -> {
                        shared.set(backend);
                        return backend;
                    }))
            .build();
    private final Cache ours = second(route -> shaped(2, route));

    private Cache second(Consumer<RouteBuilder> options) {
        return Cache.builder()
                .clock(clock)
                .executor(Runnable::run)
                .route("", context -> shared.get(), options)
                .build();
    }

    private static RouteBuilder shaped(int shape, RouteBuilder route) {
        return route.codec(String.class, new Shaped(shape));
    }

    @BeforeEach
    void store() {
        assertThat(ask(others, "theirs")).isEqualTo("theirs");
        loads.set(0);
    }

    @AfterEach
    void close() {
        ours.close();
        others.close();
    }

    private static <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).isDone();
        return future.join();
    }

    private String ask(Cache cache, String loaded) {
        CachePlan<String> plan = cache.plan(String.class)
                .key("k")
                .tags("t")
                .through(Strategies.early("10m", "7m"))
                .build();
        return answer(plan.get(plan.args(), () -> {
            loads.incrementAndGet();
            return CompletableFuture.completedFuture(loaded);
        }));
    }

    @Test
    @DisplayName("what was loaded here is kept in this process, and the record stays")
    void kept() {
        byte[] bytes = (byte[]) answer(others.getRaw("k"));
        assertThat(ask(ours, "ours")).isEqualTo("ours");
        assertThat(ask(ours, "again")).isEqualTo("ours");
        assertThat(answer(ours.get("k", String.class))).isEqualTo("ours");
        assertThat(answer(others.getRaw("k"))).isEqualTo(bytes);
        assertThat(ask(others, "again")).isEqualTo("theirs");
        assertThat(loads).hasValue(1);
    }

    @Test
    @DisplayName("it ends when the others write anew")
    void endsWithTheRecord() {
        assertThat(ask(ours, "ours")).isEqualTo("ours");
        answer(others.set("k", "new"));
        assertThat(ask(ours, "later")).isEqualTo("later");
        assertThat(ask(others, "again")).isEqualTo("new");
    }

    @Test
    @DisplayName("it ends when the key is deleted, and the next load is stored for all")
    void endsWithADeletion() {
        assertThat(ask(ours, "ours")).isEqualTo("ours");
        assertThat(answer(others.delete("k"))).isTrue();
        assertThat(ask(ours, "later")).isEqualTo("later");
        assertThat(ask(others, "beside")).isEqualTo("beside");
        assertThat(ask(ours, "again")).isEqualTo("later");
    }

    @Test
    @DisplayName("it ends when its tag is deleted")
    void endsWithItsTag() {
        assertThat(ask(ours, "ours")).isEqualTo("ours");
        answer(others.deleteTags("t"));
        assertThat(ask(ours, "later")).isEqualTo("later");
    }

    @Test
    @DisplayName("it expires, and is refreshed before, where it is")
    void expires() {
        answer(others.set("k", "theirs", Ttl.forever()));
        assertThat(ask(ours, "ours")).isEqualTo("ours");
        clock.advance(Duration.ofMinutes(8));
        assertThat(ask(ours, "refreshed")).isEqualTo("ours");
        assertThat(ask(ours, "again")).isEqualTo("refreshed");
        assertThat(answer(others.get("k", String.class))).isEqualTo("theirs");
        clock.advance(Duration.ofMinutes(11));
        assertThat(ask(ours, "later")).isEqualTo("later");
        assertThat(answer(others.get("k", String.class))).isEqualTo("theirs");
    }

    @Test
    @DisplayName("what is set explicitly replaces the record")
    void explicit() {
        assertThat(ask(ours, "ours")).isEqualTo("ours");
        answer(ours.set("k", "set"));
        assertThat(ask(ours, "again")).isEqualTo("set");
        assertThat(ask(others, "beside")).isEqualTo("beside");
    }

    @Test
    @DisplayName("a transaction reads what is kept, and keeps nothing")
    void transactions() {
        CompletionStage<String> first = inTransaction("inside");
        assertThat(answer(first)).isEqualTo("inside");
        assertThat(ask(ours, "ours")).isEqualTo("ours");
        CompletionStage<String> second = inTransaction("again");
        assertThat(answer(second)).isEqualTo("ours");
    }

    private CompletionStage<String> inTransaction(String loaded) {
        return ours.transaction(TransactionMode.FAST, inside -> {
            try (CacheContext.Scope scope = inside.context().open()) {
                return CompletableFuture.completedFuture(ask(ours, loaded));
            }
        });
    }

    @Test
    @DisplayName("V03, V09: a record with an unknown secret stays as well")
    void unknownSecret() {
        try (Cache signed = second(route -> route.secret("0123456789abcdef0123456789abcdef"))) {
            assertThat(ask(signed, "signed")).isEqualTo("signed");
            assertThat(ask(signed, "again")).isEqualTo("signed");
            assertThat(ask(others, "again")).isEqualTo("theirs");
            assertThat(loads).hasValue(1);
        }
    }

    /** Texts, in a shape of their own. */
    private record Shaped(int shape) implements Codec, TypeCodec<String> {
        @Override
        public String name() {
            return "shaped";
        }

        @Override
        public boolean supports(Type type) {
            return type == String.class;
        }

        @Override
        public TypeCodec<?> of(Type type) {
            return this;
        }

        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(ByteBuffer bytes) {
            return StandardCharsets.UTF_8.decode(bytes).toString();
        }

        @Override
        public long fingerprint() {
            return shape;
        }
    }
}
