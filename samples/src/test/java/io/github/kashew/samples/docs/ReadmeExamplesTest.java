package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Condition;
import io.github.kashew.ManualClock;
import io.github.kashew.Ttl;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The Java examples of README.md. */
class ReadmeExamplesTest {

    record User(long id, String name) {}

    static final class Users {
        CompletionStage<User> find(long id) {
            return CompletableFuture.supplyAsync(() -> new User(id, "user " + id));
        }
    }

    private final Users repository = new Users();

    @Test
    void plan() {
        // example: plan
        Cache cache = Cache.open("mem://?size=10000");

        CachePlan<User> users = cache.plan(User.class)
                .key("user:{id}")
                .through(simple("1h"))
                .condition(Condition.notNull())
                .build();

        CompletionStage<User> user = users.get(users.args(42), () -> repository.find(42));
        CompletionStage<Boolean> forgotten = users.invalidate(users.args(42));

        // one-off, without a plan
        CompletionStage<User> other = cache.getOrLoad("user:43", User.class, Ttl.of("1h"), () -> repository.find(43));
        // end
        assertThat(user.toCompletableFuture().join().id()).isEqualTo(42);
        assertThat(other.toCompletableFuture().join().id()).isEqualTo(43);
        assertThat(forgotten.toCompletableFuture()).isCompleted();
        cache.close();
    }

    @Test
    void time() {
        // example: time
        ManualClock clock = new ManualClock();
        Cache cache = Cache.builder().route("", "mem://").clock(clock).build();

        cache.set("token", "secret", Ttl.of("10m"));
        clock.advance("10m");

        assertThat(cache.exists("token").toCompletableFuture()).isCompletedWithValue(false);
        // end
        cache.close();
    }
}
