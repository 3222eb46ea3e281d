package io.github.kashew.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheBuilder;
import io.github.kashew.ManualClock;
import io.github.kashew.RouteBuilder;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What every backend does, as one sentence a test.
 *
 * <p>A backend proves itself by a subclass that says how a route of it is added. Everything else has a default:
 *
 * <pre>{@code
 * class PostgresContractTest extends BackendContract {
 *
 *     @Override
 *     protected void addRoute(CacheBuilder builder, String prefix, Consumer<RouteBuilder> options) {
 *         builder.route(prefix, "postgres://localhost/test", options);
 *     }
 * }
 * }</pre>
 *
 * <p>Several variants of one backend are nested subclasses of one test class. What a backend does otherwise it declares as
 * {@link #limitations()}; tests are never overridden.
 *
 * <h2>Time</h2>
 *
 * <p>The cache runs on a {@link ManualClock}, and {@link #pass(Duration)} advances it. A backend that judges deadlines by a
 * time of its own overrides {@link #clock()}, {@link #pass(Duration)} and {@link #slack()}.
 */
public abstract class BackendContract
        implements ValueSentences,
                ConditionalWriteSentences,
                ManyKeysSentences,
                PatternSentences,
                ExpirySentences,
                CounterSentences,
                BitSentences,
                SlidingWindowSentences,
                SetSentences,
                LeaseSentences,
                LeaseStorageSentences,
                TagSentences,
                TaggedEntrySentences,
                EpochSentences,
                RawSentences,
                KindSentences,
                HousekeepingSentences,
                RoutingSentences,
                LoadSentences,
                StreamSentences,
                ConcurrencySentences,
                ScopeSentences,
                RandomScriptSentences,
                CommitSentences,
                TransactionSentences,
                NestedTransactionSentences,
                TransactionLoadSentences,
                TransactionMergeSentences,
                IsolationSentences {

    /** Checks after every test that nothing was left over. */
    @RegisterExtension
    protected final Leftovers leftovers = new Leftovers();

    private final ManualClock manual = new ManualClock();
    private final List<Cache> opened = new ArrayList<>();
    private @Nullable CacheClock watched;
    private @Nullable Cache cache;
    private @Nullable Backend<?> backend;
    private int ownTimers;

    /** Makes a contract; JUnit makes one for each test. */
    protected BackendContract() {}

    /**
     * Adds a route for keys that begin with {@code prefix}, served by a new and empty backend.
     *
     * @param options what the contract sets on the route; hand it on, after any options of your own
     */
    protected abstract void addRoute(CacheBuilder builder, String prefix, Consumer<RouteBuilder> options);

    /** Returns what this backend declares to do otherwise; nothing by default. */
    protected Set<Limitation> limitations() {
        return EnumSet.noneOf(Limitation.class);
    }

    /** Returns the clock of the cache; one that stands still until {@link #pass(Duration)} by default. */
    protected CacheClock clock() {
        return manual;
    }

    @Override
    public void pass(Duration time) {
        manual.advance(time);
    }

    @Override
    public Duration slack() {
        return Duration.ZERO;
    }

    @Override
    public int scriptSteps() {
        return 100_000;
    }

    @Override
    public int streamSchedules() {
        return Integer.getInteger("kashew.stream.schedules", 30);
    }

    @Override
    public final boolean has(Limitation limitation) {
        return limitations().contains(limitation);
    }

    @BeforeEach
    final void openCache() {
        watched = leftovers.watch(clock());
        cache = open(options -> {}, "");
        ownTimers = leftovers.timers();
    }

    @AfterEach
    final void closeCaches() {
        int timers = leftovers.timers();
        int more = opened.size() - 1;
        opened.forEach(Cache::close);
        if (more == 0) {
            assertThat(timers)
                    .as("timers beyond those of the backend itself; a running load has one")
                    .isLessThanOrEqualTo(ownTimers);
        }
    }

    @Override
    public final Cache open(Consumer<CacheBuilder> options, String... prefixes) {
        CacheBuilder builder = Cache.builder().executor(Runnable::run);
        if (watched != null) {
            builder.clock(watched);
        }
        for (String prefix : prefixes) {
            addRoute(builder, prefix, route -> route.wrap(this::noteFirst));
        }
        options.accept(builder);
        Cache built = builder.build();
        opened.add(built);
        return built;
    }

    private Backend<?> noteFirst(Backend<?> made) {
        if (backend == null) {
            backend = made;
        }
        return made;
    }

    @Override
    public final List<String> warnings() {
        return leftovers.takeWarnings();
    }

    @Override
    public final Cache cache() {
        if (cache == null) {
            throw new IllegalStateException("the cache is opened before each test, not in a constructor");
        }
        return cache;
    }

    @Override
    @SuppressWarnings("unchecked") // the contract writes payloads of the form that the backend names
    public final Backend<Object> backend() {
        if (backend == null) {
            throw new IllegalStateException("addRoute must hand the options on to the route that it adds");
        }
        return (Backend<Object>) backend;
    }
}
