package io.github.kashew;

import static io.github.kashew.strategy.Strategies.failover;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.spi.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Ready middleware")
class ReadyMiddlewareTest {

    private final ManualClock clock = new ManualClock();
    private final List<Cache> opened = new ArrayList<>();
    private @Nullable Backend<?> backend;

    @AfterEach
    void close() {
        opened.forEach(Cache::close);
    }

    private Cache with(Middleware middleware) {
        Cache cache = Cache.builder()
                .route("", "mem://?check_interval=0", route -> route.wrap(made -> backend = made))
                .middleware(middleware)
                .clock(clock)
                .executor(Runnable::run)
                .build();
        opened.add(cache);
        return cache;
    }

    private boolean stores(String key) {
        return backend != null
                && backend.exist(List.of(key)).toCompletableFuture().join().get(0);
    }

    private static Loader<String> loads(String value) {
        return () -> CompletableFuture.completedFuture(value);
    }

    private static Loader<String> fails() {
        return () -> CompletableFuture.failedFuture(new IOException("source"));
    }

    @Test
    @DisplayName("DEFECT-33: a prefix is before the key of every command, and those who ask do not see it")
    void prefix() {
        Cache cache = with(Middleware.prefix("app:"));
        cache.set("k", "a");
        cache.setMany(Map.of("l", "b", "m", "c"), Ttl.forever());
        cache.increment("n");
        cache.addToSet("s", Set.of("x"));
        assertThat(List.of("app:k", "app:l", "app:n", "app:s")).allMatch(this::stores);
        assertThat(stores("k")).isFalse();
        assertThat(cache.getMany(List.of("k", "l", "absent"), String.class))
                .isCompletedWithValue(Map.of("k", "a", "l", "b"));
        assertThat(new HashSet<>(Collected.all(cache.scan("*")).elements())).isEqualTo(Set.of("k", "l", "m", "n", "s"));
        assertThat(Collected.all(cache.getMatch("k", TypeRef.of(String.class))).elements())
                .extracting(Map.Entry::getKey)
                .containsExactly("k");
        assertThat(cache.popFromSet("s", 5)).isCompletedWithValue(Set.of("x"));
        assertThat(cache.deleteMany(List.of("l", "m"))).isCompletedWithValue(2L);
    }

    @Test
    @DisplayName("DEFECT-33: tags work behind a prefix")
    void tags() {
        Cache cache = with(Middleware.prefix("app:"));
        cache.set("k", "a", Ttl.of("1h"), List.of("tag"));
        assertThat(cache.tagsOf("k")).isCompletedWithValue(List.of("tag"));
        cache.deleteTags("tag");
        assertThat(cache.get("k", String.class)).isCompletedWithValue(null);
    }

    @Test
    @DisplayName("clearing behind a prefix leaves what others keep in the store")
    void clear() {
        Cache cache = with(Middleware.prefix("app:"));
        cache.set("k", "a");
        assertThat(backend).isNotNull();
        backend.increment("other:k", 1, Entry.NEVER);
        cache.clear();
        assertThat(stores("app:k")).isFalse();
        assertThat(stores("other:k")).isTrue();
    }

    @Test
    @DisplayName("plans, their copies and their invalidation work behind a prefix")
    void plans() {
        Cache cache = with(Middleware.prefix("app:"));
        CachePlan<String> plan = cache.plan(String.class)
                .key("k:{id}")
                .through(failover("1h"), simple("1m"))
                .build();
        plan.get(plan.args(1), loads("a"));
        clock.advance("2m");
        assertThat(plan.get(plan.args(1), fails())).isCompletedWithValue("a");
        plan.invalidate(plan.args(1));
        assertThat(plan.get(plan.args(1), fails())).isCompletedExceptionally();
    }

    @Test
    @DisplayName("who asks after a deletion does not get the load that was under way, whatever the store calls the key")
    void detaches() {
        Cache cache = with(Middleware.prefix("app:"));
        CachePlan<String> plan =
                cache.plan(String.class).key("k:{id}").through(simple("1h")).build();
        CompletableFuture<String> source = new CompletableFuture<>();
        for (Runnable change :
                List.<Runnable>of(() -> cache.delete("k:1"), () -> cache.deleteMatch("k:*"), cache::clear)) {
            CompletionStage<String> first = plan.get(plan.args(1), () -> source);
            change.run();
            assertThat(plan.get(plan.args(1), loads("fresh"))).isCompletedWithValue("fresh");
            assertThat(first.toCompletableFuture()).isNotDone();
            cache.delete("k:1");
        }
        source.complete("outdated");
        assertThat(cache.get("k:1", String.class)).isCompletedWithValue(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*", "a?"})
    @DisplayName("a prefix that patterns could not tell is refused")
    void refusedPrefix(String prefix) {
        assertThatThrownBy(() -> Middleware.prefix(prefix)).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    @DisplayName("DEFECT-33: keys that differ in case only are one in every command; what is escaped stays so")
    void lowerCase() {
        Cache cache = with(Middleware.lowerCaseKeys());
        cache.set("User:Ada", "a");
        assertThat(cache.get("user:ADA", String.class)).isCompletedWithValue("a");
        assertThat(cache.getMany(List.of("USER:ada"), String.class)).isCompletedWithValue(Map.of("USER:ada", "a"));
        assertThat(Collected.all(cache.scan("USER:*")).elements()).containsExactly("user:ada");
        cache.set("Pair:A%3AB%4", "b");
        assertThat(stores("pair:a%3Ab%4")).isTrue();
        assertThat(cache.deleteMany(List.of("PAIR:a%3Ab%4"))).isCompletedWithValue(1L);
    }

    @Test
    @DisplayName("values of another size are not stored, and what a write of one was to replace is deleted")
    void limit() {
        Cache cache =
                with(Middleware.limitValues(1, 3, value -> String.valueOf(value).length()));
        assertThat(cache.set("k", "abc")).isCompletedWithValue(true);
        assertThat(cache.set("k", "abcd")).isCompletedWithValue(false);
        assertThat(cache.get("k", String.class)).isCompletedWithValue(null);
        cache.set("l", "old");
        cache.setMany(Map.of("k", "new", "l", "too long"), Ttl.of("1h"));
        assertThat(cache.getMany(List.of("k", "l"), String.class)).isCompletedWithValue(Map.of("k", "new"));
        cache.setMany(Map.of("k", "too long"), Ttl.of("1h"));
        assertThat(cache.exists("k")).isCompletedWithValue(false);
        assertThat(cache.setIfAbsent("k", "", Ttl.of("1h"))).isCompletedWithValue(false);

        CachePlan<String> plan =
                cache.plan(String.class).key("p:{id}").through(simple("1h")).build();
        assertThat(plan.get(plan.args(1), loads("too long"))).isCompletedWithValue("too long");
        assertThat(plan.get(plan.args(1), loads("ok"))).isCompletedWithValue("ok");
        assertThat(plan.get(plan.args(1), loads("no"))).isCompletedWithValue("ok");
        assertThatIllegalArgumentException().isThrownBy(() -> Middleware.limitValues(5, 4, value -> 1));
    }

    @Test
    @DisplayName("commands are logged with their end, and with keys only where DEBUG is logged")
    void logging() {
        List<String> lines = new ArrayList<>();
        RecordingLog log = new RecordingLog(lines);
        Cache cache = with(Middleware.logging(log, System.Logger.Level.INFO, clock));
        cache.set("k", "a");
        cache.get("k", String.class);
        cache.get("secret\n", String.class);
        cache.getMany(List.of("k", "l"), String.class);
        cache.increment("k");
        cache.ping();
        log.least = System.Logger.Level.DEBUG;
        cache.get("secret\n", String.class);
        log.least = System.Logger.Level.ERROR;
        cache.get("k", String.class);
        assertThat(lines)
                .containsExactly(
                        "SET of 1 key: true in 0ms",
                        "GET of 1 key: hit in 0ms",
                        "GET of 1 key: miss (ABSENT) in 0ms",
                        "GET_MANY of 2 keys: done in 0ms",
                        "INCREMENT of 1 key: failed with BackendException in 0ms",
                        "PING: done in 0ms",
                        "GET 'secret\\n': miss (ABSENT) in 0ms");
    }

    /** Keeps the lines that are logged. */
    private static final class RecordingLog implements System.Logger {
        private final List<String> lines;
        private Level least = Level.INFO;

        RecordingLog(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public String getName() {
            return "recording";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= least.getSeverity();
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable thrown) {
            lines.add(text);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... parameters) {
            lines.add(format);
        }
    }
}
