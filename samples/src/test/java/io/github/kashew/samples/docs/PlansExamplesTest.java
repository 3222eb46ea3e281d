package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Condition;
import io.github.kashew.Entry;
import io.github.kashew.ManualClock;
import io.github.kashew.PlanSpec;
import io.github.kashew.Ttl;
import io.github.kashew.error.CircularLoadException;
import io.github.kashew.error.LoadTimeoutException;
import io.github.kashew.key.Args;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java examples of docs/plans.md. */
class PlansExamplesTest {

    record User(long id) {}

    /** Answers when the test says so. */
    static final class Repository {
        private final Deque<CompletableFuture<User>> running = new ArrayDeque<>();
        private int finds;

        CompletionStage<User> find(long id) {
            finds++;
            CompletableFuture<User> found = new CompletableFuture<>();
            running.add(found);
            return found;
        }

        CompletionStage<Map<Args, User>> findAll(List<Args> missing) {
            finds++;
            return CompletableFuture.completedFuture(missing.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), args -> new User(((Number) args.get(0)).longValue()))));
        }
    }

    private final ManualClock clock = new ManualClock();
    private final Cache cache = Cache.builder()
            .route("", "mem://")
            .clock(clock)
            .executor(Runnable::run)
            .build();
    private final Repository repository = new Repository();
    private final CachePlan<User> users =
            cache.plan(User.class).key("user:{id}").through(simple("1h")).build();

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void options() {
        // example: options
        CachePlan<User> accounts = cache.plan(User.class)
                .key("account:{id}")
                .through(simple(Ttl.of("1h").withJitter(0.1)))
                .condition(Condition.<User>notNull().and(Condition.slowerThan("5ms")))
                .loadTimeout("30s")
                .onLastLeave(PlanSpec.LastLeave.FINISH)
                .build();
        // end
        assertThat(accounts.spec().loadTimeout()).isEqualTo(Duration.ofSeconds(30));
        CompletionStage<User> slow = accounts.get(accounts.args(1), () -> repository.find(1));
        slow.toCompletableFuture().cancel(true);
        clock.advance("10ms");
        repository.running.remove().complete(new User(1));
        assertThat(accounts.peek(accounts.args(1)).toCompletableFuture().join())
                .isNotNull()
                .extracting(Entry::value)
                .isEqualTo(new User(1));
    }

    @Test
    void leaving() {
        // example: leaving
        CompletableFuture<User> one =
                users.get(users.args(7), () -> repository.find(7)).toCompletableFuture();
        CompletableFuture<User> two =
                users.get(users.args(7), () -> repository.find(7)).toCompletableFuture();

        one.cancel(true); // leaves; the load goes on for the other caller
        // end
        assertThat(repository.finds).isEqualTo(1);
        CompletableFuture<User> load = repository.running.remove();
        assertThat(load).isNotDone();
        load.complete(new User(7));
        assertThat(two).isCompletedWithValue(new User(7));
        assertThat(one).isCancelled();
    }

    @Test
    void lastLeaves() {
        CompletableFuture<User> only =
                users.get(users.args(7), () -> repository.find(7)).toCompletableFuture();
        only.cancel(true);
        assertThat(repository.running.remove()).isCancelled();
    }

    @Test
    void invalidation() {
        // example: invalidation
        CompletionStage<User> before = users.get(users.args(7), () -> repository.find(7)); // the load runs
        users.invalidate(users.args(7));
        CompletionStage<User> after = users.get(users.args(7), () -> repository.find(7)); // a load of its own
        // end
        User old = new User(7);
        User fresh = new User(7);
        repository.running.remove().complete(old);
        assertThat(before.toCompletableFuture().join()).isSameAs(old);
        assertThat(users.peek(users.args(7)).toCompletableFuture()).isCompletedWithValue(null);
        repository.running.remove().complete(fresh);
        assertThat(after.toCompletableFuture().join()).isSameAs(fresh);
        assertThat(users.peek(users.args(7)).toCompletableFuture().join().value())
                .isSameAs(fresh);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void patternsReachLoadsOfColdKeys(boolean singleFlight) {
        CachePlan<User> plan = cache.plan(User.class)
                .key("cold:{id}")
                .through(simple("1h"))
                .singleFlight(singleFlight)
                .build();
        CompletionStage<User> before = plan.get(plan.args(7), () -> repository.find(7));
        cache.deleteMatch("cold:*");
        repository.running.remove().complete(new User(7));
        assertThat(before.toCompletableFuture()).isCompletedWithValue(new User(7));
        assertThat(plan.peek(plan.args(7)).toCompletableFuture()).isCompletedWithValue(null);
    }

    @Test
    void entries() {
        // example: entries
        CompletionStage<Entry<User>> known = users.peek(users.args(7)); // never loads
        CompletionStage<User> renewed = users.refresh(users.args(7), () -> repository.find(7)); // always loads
        CompletionStage<Boolean> forgotten = users.invalidate(users.args(7));
        // end
        assertThat(known.toCompletableFuture()).isCompletedWithValue(null);
        repository.running.remove().complete(new User(7));
        assertThat(renewed.toCompletableFuture()).isCompletedWithValue(new User(7));
        assertThat(forgotten.toCompletableFuture()).isCompletedWithValue(false);
    }

    @Test
    void batch() {
        // example: batch
        CompletionStage<Map<Args, User>> found =
                users.getAll(List.of(users.args(1), users.args(2)), missing -> repository.findAll(missing));
        // end
        assertThat(found.toCompletableFuture().join()).containsOnlyKeys(users.args(1), users.args(2));
        users.getAll(List.of(users.args(1), users.args(2)), missing -> repository.findAll(missing));
        assertThat(repository.finds).isEqualTo(1);
    }

    @Test
    void failures() {
        // example: failures
        CachePlan<User> fragile = cache.plan(User.class)
                .key("fragile:{id}")
                .through(simple(outcome -> outcome.failed() ? Ttl.of("5s") : Ttl.of("1h")))
                .condition(Condition.<User>values().or(Condition.failures(IOException.class)))
                .build();
        // end
        IOException failure = new IOException("down");
        CompletionStage<User> first = fragile.get(fragile.args(1), () -> repository.find(1));
        repository.running.remove().completeExceptionally(failure);
        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        CompletionStage<User> second = fragile.get(fragile.args(1), () -> repository.find(1));
        assertThat(repository.finds).isEqualTo(1);
        assertThat(second.toCompletableFuture().handle((user, thrown) -> thrown).join())
                .isSameAs(failure);
        clock.advance("5s");
        fragile.get(fragile.args(1), () -> repository.find(1));
        assertThat(repository.finds).isEqualTo(2);
    }

    @Test
    void timeOut() {
        CompletableFuture<User> slow =
                users.get(users.args(1), () -> repository.find(1)).toCompletableFuture();
        clock.advance("5m");
        assertThat(slow.handle((user, thrown) -> thrown).join()).isInstanceOf(LoadTimeoutException.class);
        assertThat(repository.running.remove()).isCancelled();
    }

    @Test
    void circle() {
        // example: circle
        CompletionStage<User> stuck = users.get(
                users.args(1),
                () -> users.get(users.args(2), () -> users.get(users.args(1), () -> repository.find(1))));
        // end
        assertThat(stuck.toCompletableFuture().handle((user, thrown) -> thrown).join())
                .isInstanceOf(CircularLoadException.class)
                .hasMessageContaining("user:1")
                .hasMessageContaining("user:2");
        assertThat(repository.finds).isZero();
    }
}
