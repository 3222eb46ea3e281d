package io.github.kashew.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.Middleware;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.RemovalCause;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The Java examples of docs/configuration.md. */
class ConfigurationExamplesTest {

    // example: middleware
    /** Counts commands by their kind. */
    static final class Counting implements Middleware {
        private final Map<CommandKind, LongAdder> counts = new ConcurrentHashMap<>();

        @Override
        public <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next) {
            counts.computeIfAbsent(command.kind(), kind -> new LongAdder()).increment();
            return next.proceed(command);
        }
    }
    // end

    @Test
    void builder() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Counting counting = new Counting();
        List<String> evicted = new CopyOnWriteArrayList<>();
        // example: builder
        Cache cache = Cache.builder()
                .name("shop")
                .route("", "mem://?size=10000&check_interval=5s")
                .route("page:", "mem://?max_bytes=64MB", route -> route.weigher((key, page) -> bytes(page)))
                .middleware(counting)
                .executor(pool)
                .removalListener((key, cause) -> {
                    if (cause == RemovalCause.EVICTION) {
                        evicted.add(key);
                    }
                })
                .build();
        // end
        cache.set("page:1", "text");
        cache.set("user:1", "text");
        assertThat(counting.counts.get(CommandKind.SET).sum()).isEqualTo(2);
        assertThat(cache.size("page:1").toCompletableFuture()).isCompletedWithValue(8L);
        assertThat(evicted).isEmpty();
        assertThat(cache).hasToString("Cache['shop']");
        cache.close();
        pool.shutdown();
    }

    private static int bytes(Object page) {
        return 2 * page.toString().length();
    }

    @Test
    void misspelled() {
        // example: misspelled
        assertThatThrownBy(() -> Cache.open("mem://?sizes=10000"))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("unknown parameter 'sizes'; did you mean 'size'?");
        // end
    }

    @Test
    void options() {
        for (String refused : List.of(
                "mem://localhost",
                "mem://?size=10&max_bytes=1MB",
                "mem://?size=-1",
                "mem://?check_interval=1m",
                "mem://?check_interval=86401",
                "mem://?suppress=perhaps",
                "mem://?size=1&size=2")) {
            assertThatThrownBy(() -> Cache.open(refused)).as(refused).isInstanceOf(NotConfiguredException.class);
        }
        for (String accepted : List.of(
                "mem://",
                "MEM://?SIZE=0",
                "mem://?max_bytes=512kb",
                "mem://?check_interval=0",
                "mem://?check_interval=500ms&suppress=false")) {
            Cache.open(accepted).close();
        }
    }

    @Test
    void longestPrefix() {
        Cache cache = Cache.builder()
                .route("user:", "mem://")
                .route("user:session:", "mem://?size=0")
                .build();
        cache.set("user:1", "kept");
        cache.set("user:session:1", "in a store for no entries");
        assertThat(cache.exists("user:1").toCompletableFuture()).isCompletedWithValue(true);
        assertThat(cache.exists("user:session:1").toCompletableFuture()).isCompletedWithValue(false);
        assertThatThrownBy(() -> cache.get("order:1", String.class)).isInstanceOf(NotConfiguredException.class);
        cache.close();
    }
}
