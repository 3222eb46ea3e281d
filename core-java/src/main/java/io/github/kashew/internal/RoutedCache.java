package io.github.kashew.internal;

import io.github.kashew.BloomFilter;
import io.github.kashew.BloomSize;
import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CacheSettings;
import io.github.kashew.Commands;
import io.github.kashew.DualBloomFilter;
import io.github.kashew.Entry;
import io.github.kashew.Lease;
import io.github.kashew.Loader;
import io.github.kashew.PlanBuilder;
import io.github.kashew.StreamBuilder;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionOptions;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyRules;
import io.github.kashew.key.KeyTemplate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cache: routes below, plans above. */
public final class RoutedCache implements Cache {

    private final String name;
    private final List<Class<? extends Throwable>> failures;
    private final Engine engine;
    private final OneOffPlans oneOff = new OneOffPlans(this);
    private final SharedStreams streams = new SharedStreams();

    private RoutedCache(CacheSettings settings, Engine engine) {
        this.name = settings.name();
        this.failures = settings.failures();
        this.engine = engine;
    }

    /** Opens the stores and the cache; see {@link io.github.kashew.CacheBuilder#build()}. */
    public static Cache open(CacheSettings settings) {
        Executor answering = new AnsweringExecutor(settings.executor(), settings.clock());
        RouteTable routes = new RouteTable(new RouteOpener(settings, answering).open());
        Engine engine = new Engine(
                settings.name(), routes, settings.clock(), settings.executor(), answering, settings.formats());
        return new RoutedCache(settings, engine);
    }

    @Override
    public Commands commands() {
        return engine.commandsHere();
    }

    /** Answers a hit in memory without a command. */
    @Override
    @SuppressWarnings("unchecked") // a stage of V is a stage of V or null
    public <V extends @Nullable Object> CompletionStage<@Nullable V> get(String key, TypeRef<V> type) {
        engine.requireOpen();
        Entry<V> held = engine.routeHere(key).getNow(key, type);
        return held != null ? (CompletionStage<@Nullable V>) held.outcome() : Cache.super.get(key, type);
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
        return new StreamBuilder<>(type, engine.formats(), spec -> new StoredStream<>(engine, streams, spec));
    }

    @Override
    public <V> CompletionStage<V> getOrLoad(String key, Class<V> type, Ttl ttl, Loader<V> loader) {
        return oneOff.of(TypeRef.of(type), ttl).getAt(key, loader);
    }

    @Override
    public CompletionStage<Lease> lease(String key, Ttl ttl, Duration wait) {
        engine.requireOpen();
        KeyRules.check(key);
        return new LeaseAcquisition(engine, key, ttl, wait).begin();
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
