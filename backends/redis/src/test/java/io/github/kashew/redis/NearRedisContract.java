package io.github.kashew.redis;

import io.github.kashew.CacheBuilder;
import io.github.kashew.RouteBuilder;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.InvalidationSource;
import io.github.kashew.spi.InvalidationSource.Tracking;
import io.github.kashew.testkit.Limitation;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The contract with a near cache, which is at work when a test begins. */
abstract class NearRedisContract extends RedisContract {

    private static final int SIZE = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    protected void addRoute(CacheBuilder builder, String prefix, Consumer<RouteBuilder> options) {
        AtomicReference<InvalidationSource> opened = new AtomicReference<>();
        builder.route(prefix, context -> open(context, opened), route -> {
            route.near(SIZE).wrap(backend -> {
                awaitTracking(opened.get());
                return backend;
            });
            finish(route, options);
        });
    }

    @Override
    protected Set<Limitation> limitations() {
        return Set.of(Limitation.MAY_SHARE_READS);
    }

    private Backend<?> open(BackendContext context, AtomicReference<InvalidationSource> opened) {
        Backend<?> backend = new RedisBackendProvider().open(BackendUrl.parse(newUrl()), context);
        opened.set((InvalidationSource) backend);
        return backend;
    }

    static void awaitTracking(InvalidationSource source) {
        long begin = System.nanoTime();
        for (String key : new String[] {"a", "b", "c", "k", "n"}) {
            Tracking tracking = source.trackingOf(key);
            while (tracking == null || !tracking.holds()) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new AssertionError("changes are not announced after " + PATIENCE);
                }
                Thread.onSpinWait();
                tracking = source.trackingOf(key);
            }
        }
    }
}
