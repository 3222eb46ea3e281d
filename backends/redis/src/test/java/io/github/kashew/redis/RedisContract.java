package io.github.kashew.redis;

import io.github.kashew.CacheBuilder;
import io.github.kashew.RouteBuilder;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.CacheClock;
import io.github.kashew.testkit.BackendContract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** The contract of backends against real servers, whose time is set ahead by making what they hold older. */
abstract class RedisContract extends BackendContract {

    private static final AtomicInteger BACKENDS = new AtomicInteger();

    /** The time of the server goes on while a test runs. */
    private static final Duration SLACK = Duration.ofMillis(250);

    private final SteppedClock clock = new SteppedClock();

    /** Returns the servers, which are emptied after every test. */
    abstract List<RedisProcess> servers();

    abstract String url(String parameters);

    @AfterEach
    void empty() {
        servers().forEach(server -> server.commands().flushall());
    }

    @Override
    protected void addRoute(CacheBuilder builder, String prefix, Consumer<RouteBuilder> options) {
        builder.route(prefix, newUrl(), route -> finish(route, options));
    }

    /** Returns the URL of a backend that is empty. */
    final String newUrl() {
        return url("command_timeout=10s&prefix=b" + BACKENDS.incrementAndGet() + ":");
    }

    /** Puts what lets time pass in front of the backend of a route. */
    @SuppressWarnings("unchecked") // Redis keeps bytes
    final void finish(RouteBuilder route, Consumer<RouteBuilder> options) {
        route.wrap(backend -> new AheadOfServer((Backend<byte[]>) backend, clock));
        options.accept(route);
    }

    @Override
    protected CacheClock clock() {
        return clock;
    }

    @Override
    public void pass(Duration time) {
        servers().forEach(server -> AgedServer.age(server, time.plusMillis(1)));
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
