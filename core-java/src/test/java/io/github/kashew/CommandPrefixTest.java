package io.github.kashew;

import static io.github.kashew.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.error.LockedException;
import io.github.kashew.key.Args;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.WriteCondition;
import io.github.kashew.strategy.Strategies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Commands")
class CommandPrefixTest {

    private static final TypeRef<Object> OBJECT = TypeRef.of(Object.class);
    private static final BitFields FIELDS = BitFields.of(4, 0, 3);

    static Stream<Command<?>> everyCommand() {
        Entry<Object> entry = Entry.ofValue("v", 0, Entry.NEVER);
        return Stream.of(
                new ValueCommand.Get<>("k", OBJECT),
                new ValueCommand.GetMany<>(List.of("k", "l", "k"), OBJECT),
                new ValueCommand.GetMatch<>("k*", OBJECT, 7),
                new ValueCommand.Set<>("k", entry, OBJECT, WriteCondition.ALWAYS),
                new ValueCommand.SetMany<>(Map.of("k", entry), OBJECT),
                new ValueCommand.GetRaw("k"),
                new ValueCommand.SetRaw("k", "v", Entry.NEVER),
                new KeyCommand.Delete("k"),
                new KeyCommand.DeleteMany(List.of("k", "l")),
                new KeyCommand.DeleteMatch("k*"),
                new KeyCommand.Exists("k"),
                new KeyCommand.Expire("k", Entry.NEVER),
                new KeyCommand.TimeToLive("k"),
                new KeyCommand.Scan("k*", 7),
                new KeyCommand.Size("k"),
                new NumberCommand.Increment("n", 1, Entry.NEVER),
                new NumberCommand.GetBits("b", FIELDS),
                new NumberCommand.IncrementBits("b", FIELDS, 1),
                new NumberCommand.SlidingCount("w", 1_000, 2),
                new SetCommand.AddToSet("s", Set.of("m"), Entry.NEVER),
                new SetCommand.RemoveFromSet("s", Set.of("m")),
                new SetCommand.PopFromSet("s", 1),
                new LeaseCommand.AcquireLease("l", "me", 1_000),
                new LeaseCommand.RenewLease("l", "me", 1_000),
                new LeaseCommand.ReleaseLease("l", "me"),
                new LeaseCommand.IsLeased("l"),
                new TagCommand.CaptureTags("k", List.of("t"), 1_000, false),
                new TagCommand.TagsOf("k"),
                new TagCommand.DeleteTags(List.of("t")),
                new StoreCommand.Ping(),
                new StoreCommand.Count(),
                new StoreCommand.Purge(),
                new StoreCommand.Clear());
    }

    @Test
    @DisplayName("are all in these tests, one of each class and kind")
    void complete() {
        Set<Class<?>> classes = new HashSet<>();
        collect(Command.class, classes);
        assertThat(everyCommand().map(Object::getClass)).containsExactlyInAnyOrderElementsOf(classes);
        assertThat(everyCommand().map(Command::kind))
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(CommandKind.class));
    }

    private static void collect(Class<?> type, Set<Class<?>> leaves) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, leaves);
            }
        } else {
            leaves.add(type);
        }
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    @DisplayName("map their keys, and nothing else")
    void mapKeys(Command<?> command) {
        Command<?> mapped = command.mapKeys("p:"::concat);
        assertThat(mapped.getClass()).isEqualTo(command.getClass());
        assertThat(mapped.keys())
                .containsExactlyElementsOf(
                        command.keys().stream().map("p:"::concat).toList());
        assertThat(mapped.mapKeys(key -> key.substring(2))).isEqualTo(command);
        assertThat(command.mapKeys(key -> key)).isEqualTo(command);
    }

    /** Puts every key into a namespace. */
    private record Prefix(String prefix) implements Middleware {
        @Override
        public <R> CompletionStage<R> handle(Command<R> command, Next next) {
            return next.proceed(command.mapKeys(prefix::concat));
        }
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    @DisplayName("pass middleware that prefixes keys, and reach the store so")
    void pass(Command<?> command) {
        List<Command<?>> outside = new ArrayList<>();
        List<Command<?>> inside = new ArrayList<>();
        try (Cache cache = Cache.builder()
                .route("", "mem://?check_interval=0", route -> route.middleware(seeing(inside)))
                .clock(new ManualClock())
                .executor(Runnable::run)
                .middleware(seeing(outside))
                .middleware(new Prefix("p:"))
                .build()) {
            CompletionStage<?> answer = command.dispatch(cache.commands());
            assertThat(answer.toCompletableFuture()).isCompleted();
            assertThat(outside).isEqualTo(List.of(command));
            assertThat(inside).isEqualTo(List.of(command.mapKeys("p:"::concat)));
        }
    }

    private static Middleware seeing(List<Command<?>> seen) {
        return new Middleware() {
            @Override
            public <R> CompletionStage<R> handle(Command<R> command, Next next) {
                seen.add(command);
                return next.proceed(command);
            }
        };
    }

    @Test
    @DisplayName("run through middleware from the first that was added to the last, the cache's before the route's")
    void order() {
        List<String> passed = new ArrayList<>();
        try (Cache cache = Cache.builder()
                .middleware(noting("cache 1", passed))
                .route(
                        "",
                        "mem://",
                        route -> route.middleware(noting("route 1", passed)).middleware(noting("route 2", passed)))
                .middleware(noting("cache 2", passed))
                .build()) {
            value(cache.exists("k"));
        }
        assertThat(passed).containsExactly("cache 1", "cache 2", "route 1", "route 2");
    }

    private static Middleware noting(String name, List<String> passed) {
        return new Middleware() {
            @Override
            public <R> CompletionStage<R> handle(Command<R> command, Next next) {
                passed.add(name);
                return next.proceed(command);
            }
        };
    }

    @Test
    @DisplayName("of a plan and of leases work behind a prefix as they do without")
    void plansAndLeases() {
        ManualClock clock = new ManualClock();
        try (Cache cache = Cache.builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .executor(Runnable::run)
                .middleware(new Prefix("p:"))
                .build()) {
            CachePlan<String> plan = cache.plan(String.class)
                    .key("k:{id}")
                    .through(Strategies.simple("1h"))
                    .build();
            Gate<String> gate = new Gate<>();
            CompletionStage<String> loaded = plan.get(Args.of(1), gate);
            gate.last().complete("a");
            assertThat(value(loaded)).isEqualTo("a");
            assertThat(value(plan.peek(Args.of(1))).value()).isEqualTo("a");

            Lease held = value(cache.lease("l", Ttl.of("10s"), Duration.ZERO));
            CompletableFuture<Lease> second =
                    cache.lease("l", Ttl.of("10s"), Duration.ofMinutes(1)).toCompletableFuture();
            CompletableFuture<Lease> third =
                    cache.lease("l", Ttl.of("10s"), Duration.ofSeconds(2)).toCompletableFuture();
            assertThat(second).isNotDone();
            clock.advance("2s");
            assertThat(Outcomes.failure(third)).isInstanceOf(LockedException.class);
            value(held.release());
            clock.advance("200ms");
            assertThat(value(second).fencing()).isGreaterThan(held.fencing());
        }
        assertThat(clock.pendingTasks()).isZero();
    }
}
