package io.github.kashew.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.BadBytes;
import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.RouteBuilder;
import io.github.kashew.codec.StoredAs;
import io.github.kashew.spi.Backend;
import io.github.kashew.strategy.Strategies;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One class name, two class loaders, one store. */
@DisplayName("V15: two versions of a class that share a store")
class TwoVersionsTest {

    private static final String BEFORE = "public record User(String name, int age) {}";

    private final AtomicReference<Backend<?>> shared = new AtomicReference<>();
    private final Cache first = Cache.builder()
            .executor(Runnable::run)
            .route(
                    "",
                    "mem://?copy=true",
                    route -> route.onBadBytes(BadBytes.RAISE).wrap(backend -> {
                        shared.set(backend);
                        return backend;
                    }))
            .build();

    @AfterEach
    void close() {
        first.close();
    }

    private Cache second(Consumer<RouteBuilder> options) {
        return Cache.builder()
                .executor(Runnable::run)
                .route("", context -> shared.get(), options)
                .build();
    }

    private static <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).isDone();
        return future.join();
    }

    private static Object user(Class<?> type, Object... values) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static <V> V ask(Cache cache, Class<V> type, AtomicInteger loads, Object loaded) {
        CachePlan<V> plan = cache.plan(type)
                .key("user:{id}")
                .through(Strategies.simple("1h"))
                .build();
        return answer(plan.get(plan.args(1), () -> {
            loads.incrementAndGet();
            return CompletableFuture.completedFuture(type.cast(loaded));
        }));
    }

    private byte[] stored() {
        return (byte[]) answer(first.getRaw("user:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public record User(String name, int age, String mail) {}",
                "public record User(String name) {}",
                "public record User(String name, int years) {}",
                "public record User(int age, String name) {}",
                "public record User(String name, Integer age) {}",
                "public class User { String name; int age; }",
                "public enum User { ANN }"
            })
    @DisplayName("each get their own value, load it once, and leave the record of the other")
    void sideBySide(String source) throws ReflectiveOperationException {
        Class<?> before = Compiled.type(BEFORE, "User");
        Class<?> after = Compiled.type(source, "User");
        AtomicInteger loads = new AtomicInteger();
        Object old = user(before, "Ann", 7);
        Object changed = after.isEnum()
                ? after.getEnumConstants()[0]
                : user(after, arguments(after.getDeclaredConstructors()[0].getParameterTypes()));
        try (Cache second = second(route -> route.onBadBytes(BadBytes.RAISE))) {
            ask(first, before, loads, old);
            byte[] bytes = stored();
            for (int i = 0; i < 3; i++) {
                assertThat(ask(second, after, loads, changed)).isInstanceOf(after);
                assertThat(ask(first, before, loads, old)).isEqualTo(old);
            }
            assertThat(loads).hasValue(2);
            assertThat(stored()).isEqualTo(bytes);
        }
    }

    private static Object[] arguments(Class<?>... types) {
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = types[i] == String.class ? "Ann" : (Object) 7;
        }
        return arguments;
    }

    /** What the class of the other loader was, kept in this version to read what is stored. */
    @StoredAs("User")
    public record UserBefore(String name, int age) {}

    /** What has become of it. */
    public record User(String name, int age, String mail) {}

    @Test
    @DisplayName("meet by a migration from the older shape")
    void migration() throws ReflectiveOperationException {
        Class<?> before = Compiled.type(BEFORE, "User");
        AtomicInteger loads = new AtomicInteger();
        ask(first, before, loads, user(before, "Ann", 7));
        try (Cache second = second(route -> route.migrate(
                UserBefore.class, User.class, old -> new User(old.name(), old.age(), old.name() + "@example.org")))) {
            assertThat(ask(second, User.class, loads, new User("loaded", 0, "")))
                    .isEqualTo(new User("Ann", 7, "Ann@example.org"));
            assertThat(loads).hasValue(1);
        }
    }

    @Test
    @DisplayName(
            "do not meet if the older shape is not exactly the one that was kept, and a migration that throws is a miss")
    void noMigration() throws ReflectiveOperationException {
        Class<?> other = Compiled.type("public record User(String name, long age) {}", "User");
        AtomicInteger loads = new AtomicInteger();
        ask(first, other, loads, user(other, "Ann", 7L));
        User loaded = new User("loaded", 0, "");
        try (Cache second = second(route -> route.migrate(UserBefore.class, User.class, old -> {
            throw new IllegalStateException("no way");
        }))) {
            assertThat(ask(second, User.class, loads, loaded)).isEqualTo(loaded);
            assertThat(answer(first.delete("user:1"))).isTrue();
            Class<?> before = Compiled.type(BEFORE, "User");
            ask(first, before, loads, user(before, "Ann", 7));
            assertThat(ask(second, User.class, loads, loaded)).isEqualTo(loaded);
            assertThat(loads).hasValue(4);
        }
    }
}
