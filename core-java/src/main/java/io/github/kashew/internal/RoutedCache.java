package io.github.kashew.internal;

import io.github.kashew.BloomFilter;
import io.github.kashew.BloomSize;
import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CacheSettings;
import io.github.kashew.CacheStatistics;
import io.github.kashew.CommandCallback;
import io.github.kashew.CommandKind;
import io.github.kashew.Commands;
import io.github.kashew.Counts;
import io.github.kashew.Detections;
import io.github.kashew.DualBloomFilter;
import io.github.kashew.Entry;
import io.github.kashew.Lease;
import io.github.kashew.Loader;
import io.github.kashew.PlanBuilder;
import io.github.kashew.RouteBuilder;
import io.github.kashew.StreamBuilder;
import io.github.kashew.Switch;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionOptions;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyRules;
import io.github.kashew.key.KeyTemplate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cache: routes below, plans above. */
public final class RoutedCache implements Cache {

    private final String name;
    private final List<Class<? extends Throwable>> failures;
    private final Engine engine;
    private final Commands door;
    private final Switchboard switches;
    private final Callbacks callbacks;
    private final OneOffPlans oneOff = new OneOffPlans(this);
    private final SharedStreams streams = new SharedStreams();

    private RoutedCache(CacheSettings settings, Engine engine, Switchboard switches, Callbacks callbacks) {
        this.switches = switches;
        this.callbacks = callbacks;
        this.name = settings.name();
        this.failures = settings.failures();
        this.engine = engine;
        this.door = new CommandsThrough(new Door(engine, CacheContext::current, engine::commandsHere));
    }

    /** Opens the stores and the cache; see {@link io.github.kashew.CacheBuilder#build()}. */
    public static Cache open(CacheSettings settings) {
        Executor answering = new AnsweringExecutor(settings.executor(), settings.clock());
        Switchboard switches = new Switchboard(
                settings.routes().stream().map(RouteBuilder::prefix).toList());
        Callbacks callbacks = new Callbacks(settings.clock());
        RouteTable routes = new RouteTable(new RouteOpener(settings, answering, switches, callbacks).open());
        Engine engine = new Engine(
                settings.name(), routes, settings.clock(), settings.executor(), answering, settings.formats());
        return new RoutedCache(settings, engine, switches, callbacks);
    }

    @Override
    public Commands commands() {
        engine.requireOpen();
        return door;
    }

    /** Answers a hit in memory without a command. */
    @Override
    @SuppressWarnings("unchecked") // a stage of V is a stage of V or null
    public <V extends @Nullable Object> CompletionStage<@Nullable V> get(String key, TypeRef<V> type) {
        engine.requireOpen();
        Route route = engine.routeHere(key);
        Entry<V> held = route.getNow(key, type);
        if (held == null) {
            return Cache.super.get(key, type);
        }
        route.tallies().direct().hits.increment();
        return (CompletionStage<@Nullable V>) held.outcome();
    }

    @Override
    public long now(String key) {
        return engine.route(key).now();
    }

    @Override
    public <R extends @Nullable Object> CompletionStage<R> transaction(
            TransactionOptions options, Function<? super Transaction, ? extends CompletionStage<R>> block) {
        engine.requireOpen();
        engine.beginTransactions();
        CacheContext context = CacheContext.current();
        OpenTransaction outer = engine.transaction(context);
        return outer == null
                ? new TransactionRun<>(engine, context, options, block).begin()
                : outer.join(options, block);
    }

    @Override
    public <V> PlanBuilder<V> plan(Class<V> type) {
        return plan(TypeRef.of(type));
    }

    @Override
    public <V extends @Nullable Object> PlanBuilder<V> plan(TypeRef<V> type) {
        return new PlanBuilder<>(type, engine.formats(), failures, spec -> new CompiledPlan<>(engine, spec));
    }

    @Override
    public <T> StreamBuilder<T> stream(Class<T> type) {
        return stream(TypeRef.of(type));
    }

    @Override
    public <T> StreamBuilder<T> stream(TypeRef<T> type) {
        return new StreamBuilder<>(type, engine.formats(), spec -> StoredStream.of(engine, streams, spec));
    }

    @Override
    public <V> CompletionStage<V> getOrLoad(String key, Class<V> type, Ttl ttl, Loader<V> loader) {
        return oneOff.of(TypeRef.of(type), ttl).getAt(key, loader);
    }

    @Override
    public CompletionStage<Lease> lease(String key, Ttl ttl, Duration wait) {
        engine.requireOpen();
        KeyRules.check(key);
        CacheContext context = CacheContext.current();
        engine.route(key).admit(key, context);
        return new LeaseAcquisition(engine, context, key, ttl, wait).begin();
    }

    @Override
    public BloomFilter bloomFilter(String template, BloomSize size) {
        return new StoredBloomFilter(engine, KeyTemplate.parse(template, engine.formats()), size, true);
    }

    @Override
    public DualBloomFilter dualBloomFilter(String template, BloomSize yes, BloomSize no) {
        return new StoredDualBloomFilter(engine, KeyTemplate.parse(template, engine.formats()), yes, no, true);
    }

    @Override
    public CacheStatistics statistics() {
        Map<String, Counts> plans = new HashMap<>();
        Map<String, Counts> routes = new HashMap<>();
        engine.routes().all().forEach(route -> {
            route.tallies().addPlansTo(plans);
            routes.put(route.prefix(), route.tallies().counts());
        });
        return new CacheStatistics(plans, routes);
    }

    @Override
    public void disable(Switch off) {
        switches.disable(off);
        watch();
    }

    @Override
    public void enable(Switch on) {
        switches.enable(on);
    }

    @Override
    public CacheContext contextWithout(Switch off) {
        switches.check(off);
        watch();
        return CacheContext.current().disabling(switches, off);
    }

    @Override
    public boolean isEnabled(CommandKind kind, String prefix) {
        switches.check(Switch.of(kind).on(prefix));
        return switches.isOn(kind, prefix, CacheContext.current());
    }

    @Override
    public CacheContext.Scope addCallback(CommandCallback callback) {
        CacheContext.Scope added = callbacks.add(callback);
        watch();
        return added;
    }

    @Override
    public CacheContext contextCalling(CommandCallback callback) {
        watch();
        return CacheContext.current().calling(callbacks, callback);
    }

    private void watch() {
        engine.routes().all().forEach(Route::watch);
    }

    @Override
    public Detections detections() {
        return Detections.of(engine);
    }

    @Override
    public KeyFormats keyFormats() {
        return engine.formats();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        engine.close();
    }

    @Override
    public String toString() {
        return engine.toString();
    }
}
