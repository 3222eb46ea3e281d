package io.github.kashew.redis;

import io.github.kashew.CacheBuilder;
import io.github.kashew.RouteBuilder;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.testkit.BackendContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** The contract of backends against a real server, whose time is set ahead by making what it holds older. */
abstract class RedisContract extends BackendContract {

    private static final AtomicInteger BACKENDS = new AtomicInteger();

    /** The time of the server goes on while a test runs. */
    private static final Duration SLACK = Duration.ofMillis(250);

    private final RedisProcess server;
    private final SteppedClock clock = new SteppedClock();

    /** Runs the contract against a server, which is emptied after every test. */
    RedisContract(RedisProcess server) {
        this.server = server;
    }

    @AfterEach
    void empty() {
        server.commands().flushall();
    }

    @Override
    @SuppressWarnings("unchecked") // Redis keeps bytes
    protected void addRoute(CacheBuilder builder, String prefix, Consumer<RouteBuilder> options) {
        String name = "b" + BACKENDS.incrementAndGet() + ":";
        builder.route(prefix, server.url("command_timeout=10s&prefix=" + name), route -> {
            route.wrap(backend -> new AheadOfServer((Backend<byte[]>) backend, clock));
            options.accept(route);
        });
    }

    @Override
    protected CacheClock clock() {
        return clock;
    }

    @Override
    public void pass(Duration time) {
        AgedServer.age(server, time.plusMillis(1));
        clock.advance(time);
    }

    @Override
    public Duration slack() {
        return SLACK;
    }

    @Override
    public int scriptSteps() {
        return 5_000;
    }
}
