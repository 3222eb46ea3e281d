package io.github.kashew.benchmarks.memory;

import static io.github.kashew.strategy.Strategies.simple;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Our side: a memory cache that holds all users for an hour. */
@State(Scope.Benchmark)
public class Kashew {

    /** The size of every cache that is compared, ours and others. */
    public static final int CAPACITY = 10_000;

    /** How long users are kept on our side. */
    public final Ttl ttl = Ttl.of("1h");

    /** The cache. */
    public final Cache cache = Cache.open("mem://?size=" + CAPACITY);

    /** The plan of a call by id. */
    public final CachePlan<User> users =
            cache.plan(User.class).key("user:{id}").through(simple("1h")).build();

    /** The ids of all users, a hundred at a time. */
    public final List<List<Long>> hundreds = IntStream.range(0, Ring.SIZE / 100)
            .mapToObj(hundred -> IntStream.range(100 * hundred, 100 * (hundred + 1))
                    .mapToObj(Ring::idAt)
                    .toList())
            .toList();

    /** Loads every user. */
    @Setup
    public void load() {
        for (int i = 0; i < Ring.SIZE; i++) {
            long id = Ring.idAt(i);
            CompletableFuture<User> loaded =
                    users.get(users.args(id), () -> repository(id)).toCompletableFuture();
            if (!loaded.isDone()) {
                throw new IllegalStateException("a load that is over at once has to answer at once");
            }
        }
    }

    /** Answers the user of an id, at once. */
    public static CompletableFuture<User> repository(long id) {
        return CompletableFuture.completedFuture(User.of(id));
    }

    /** Closes the cache. */
    @TearDown
    public void close() {
        cache.close();
    }
}
