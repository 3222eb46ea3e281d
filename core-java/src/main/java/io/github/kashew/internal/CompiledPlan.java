package io.github.kashew.internal;

import io.github.kashew.BatchLoader;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.Call;
import io.github.kashew.Detections;
import io.github.kashew.Entry;
import io.github.kashew.KeyCommand;
import io.github.kashew.Loader;
import io.github.kashew.Lookup;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.TypeRef;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.error.LoadTimeoutException;
import io.github.kashew.error.Printable;
import io.github.kashew.key.Args;
import io.github.kashew.key.KeyTemplate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A plan whose strategies are folded into one step. */
final class CompiledPlan<V extends @Nullable Object> implements CachePlan<V> {

    private final Engine engine;
    private final PlanSpec<V> spec;
    private final Step<V> step;
    private final Step.@Nullable Reading<V> reading;
    private final PlanTags<V> tags;
    private final FlightOwner loads;
    private final FlightOwner refreshes;
    private final String name;
    private @Nullable Tallied tallied;

    CompiledPlan(Engine engine, PlanSpec<V> spec) {
        this.engine = engine;
        this.spec = spec;
        this.tags = new PlanTags<>(spec);
        if (spec.template() != null) {
            engine.admit(spec.template());
        }
        Object group = spec.flightGroup() == null ? this : spec.flightGroup();
        this.loads = new FlightOwner(group, spec.type(), spec.tags(), false, List.of());
        this.refreshes = new FlightOwner(group, spec.type(), spec.tags(), true, List.of());
        this.step = fold(spec);
        this.name = spec.template() == null ? spec.toString() : spec.template().template();
        this.reading = step instanceof Step.Reading<V> outermost ? outermost : null;
    }

    private static <V extends @Nullable Object> Step<V> fold(PlanSpec<V> spec) {
        List<Strategy> storing =
                spec.strategies().stream().filter(Strategy::stores).toList();
        if (storing.size() > 1) {
            throw new IllegalArgumentException("a plan stores its value once, but " + storing.get(0) + " and "
                    + storing.get(1) + " both store: keep one of them, or make a plan of each");
        }
        Step<V> folded = Call::load;
        for (int i = spec.strategies().size() - 1; i >= 0; i--) {
            folded = spec.strategies().get(i).around(folded, spec);
        }
        return folded;
    }

    Engine engine() {
        return engine;
    }

    /** Whose a flight is: only calls of one owner share it. */
    private record FlightOwner(
            Object group, TypeRef<?> type, List<String> tags, boolean refreshing, List<?> switches) {}

    /** Returns whose the flights of this plan are: those that refresh, or the others. */
    Object flightOwner(boolean refreshing, CacheContext context) {
        FlightOwner owner = refreshing ? refreshes : loads;
        return context.isScoped()
                ? new FlightOwner(owner.group, owner.type, owner.tags, refreshing, context.switches())
                : owner;
    }

    /** The counters of this plan among those of the route that was called last; immutable, so that it may be read without a lock. */
    private record Tallied(Tallies ofRoute, Tally tally) {}

    /** Returns the counters of this plan on a route. */
    Tally tally(Route route) {
        Tallied last = tallied;
        if (last == null || last.ofRoute != route.tallies()) {
            last = new Tallied(route.tallies(), route.tallies().ofPlan(name));
            tallied = last;
        }
        return last.tally;
    }

    PlanTags<V> tags() {
        return tags;
    }

    /** Returns the command that looks a key up, and reads its tags at once where they would be asked for next. */
    ValueCommand.Get<V> lookup(Route route, String key, Args args, List<String> tagsOfCall, CacheContext context) {
        return new ValueCommand.Get<>(key, spec.type(), tags.ahead(route, args, tagsOfCall, context));
    }

    @Override
    public PlanSpec<V> spec() {
        return spec;
    }

    @Override
    public String key(Args args) {
        return key(args, CacheContext.current());
    }

    String key(Args args, CacheContext context) {
        KeyTemplate template = spec.template();
        if (template == null) {
            throw new IllegalStateException(
                    "this plan has no key template: use getAt(key, loader), or build it with" + " key(\"user:{id}\")");
        }
        return template.render(args, context::value);
    }

    @Override
    public CompletionStage<V> get(Args args, Loader<V> loader) {
        CacheContext context = CacheContext.current();
        return answer(key(args, context), args, List.of(), context, loader);
    }

    @Override
    public CompletionStage<V> getAt(String key, Loader<V> loader) {
        return answer(key, Args.of(), List.of(), CacheContext.current(), loader);
    }

    @Override
    public CompletionStage<V> getAt(String key, List<String> tagsOfCall, Loader<V> loader) {
        return answer(key, Args.of(), tagsOfCall, CacheContext.current(), loader);
    }

    @Override
    public CompletionStage<V> load(Args args, Callable<V> loader) {
        return get(args, blocking(loader));
    }

    private Loader<V> blocking(Callable<V> loader) {
        return () -> {
            CompletableFuture<V> loaded = new CompletableFuture<>();
            CacheContext context = CacheContext.current();
            engine.executor().execute(() -> {
                if (loaded.isDone()) {
                    return; // everybody has left
                }
                try (CacheContext.Scope inside = context.open()) {
                    loaded.complete(loader.call());
                } catch (Throwable failure) {
                    loaded.completeExceptionally(failure);
                }
            });
            return loaded;
        };
    }

    private CompletionStage<V> answer(
            String key, Args args, List<String> tagsOfCall, CacheContext context, Loader<V> loader) {
        engine.requireOpen();
        Route route = engine.route(key, context);
        PlanCall.Seen<V> seen = null;
        if (reading != null && !context.isRefreshing()) {
            Entry<V> held = route.getNow(key, spec.type());
            if (held != null && reading.serves(held, route.isPast())) {
                return hit(held, route, key, context);
            }
            route.admit(key, context);
            long landings = route.flights().landings(key);
            long captures = route.flights().captures();
            CompletionStage<Lookup<V>> lookup = route.commands().get(lookup(route, key, args, tagsOfCall, context));
            if (Stages.isDone(lookup)
                    && Stages.value(lookup) instanceof Entry<V> entry
                    && reading.serves(entry, route.isPast())) {
                return hit(entry, route, key, context);
            }
            seen = new PlanCall.Seen<>(lookup, landings, captures);
        } else {
            route.admit(key, context);
        }
        return owned(new PlanCall<>(
                this, route, args, tagsOfCall, key, context, loader, seen, context.isRefreshing(), false));
    }

    private CompletionStage<V> hit(Entry<V> entry, Route route, String key, CacheContext context) {
        tally(route).hits.increment();
        if (context.isDetected()) {
            detect(entry, route, key, context);
        }
        if (entry.failure() == null) {
            LoadNode.noteReuse(context);
        }
        return entry.outcome();
    }

    /** Records a hit for which no call was made. */
    void detect(Entry<V> entry, Route route, String key, CacheContext context) {
        SeenHit hit = new SeenHit(spec, route, key, entry, route.now());
        for (Detections seen : context.detections()) {
            seen.add(engine, hit);
        }
    }

    @Override
    public CompletionStage<V> refresh(Args args, Loader<V> loader) {
        engine.requireOpen();
        CacheContext context = CacheContext.current();
        String key = key(args, context);
        Route route = engine.route(key, context);
        route.admit(key, context);
        route.flights().detachOthers(key, flightOwner(true, context)); // what they bring was asked for before this
        return owned(new PlanCall<>(this, route, args, List.of(), key, context, loader, null, true, false));
    }

    /** Runs a call and gives the caller a future of its own: cancelling it leaves the call, and nobody else. */
    private CompletionStage<V> owned(PlanCall<V> call) {
        CompletionStage<V> stage;
        try {
            stage = noting(call, call.ending(step.run(call)));
        } catch (Throwable failure) {
            return call.ending(Stages.failed(failure));
        }
        return stage instanceof Waiter<V> || Stages.isDone(stage) ? stage : new Answer<>(stage, call);
    }

    /** Tells the load that made the call, if one did, whether it is answered without loading. */
    private static <V extends @Nullable Object> CompletionStage<V> noting(PlanCall<V> call, CompletionStage<V> answer) {
        return call.context().load() == null
                ? answer
                : Stages.map(answer, value -> {
                    if (call.isReusing()) {
                        LoadNode.noteReuse(call.context());
                    }
                    return value;
                });
    }

    /** Runs the work of a flight that the caller leads. */
    void fly(Flight<V> flight, Supplier<CompletionStage<V>> work) {
        fly(flight, work, flight::land);
    }

    /** Runs the work of a flight that may not be needed: null lands nothing. */
    void flyOrNothing(Flight<V> flight, Supplier<CompletionStage<@Nullable Outcome<V>>> work) {
        fly(flight, work, (outcome, failure) -> {
            if (failure != null) {
                flight.land(null, failure);
            } else if (outcome == null) {
                flight.landNothing();
            } else {
                flight.land(outcome.value(), outcome.failure());
            }
        });
    }

    private <R extends @Nullable Object> void fly(
            Flight<V> flight, Supplier<CompletionStage<R>> work, BiConsumer<@Nullable R, @Nullable Throwable> landing) {
        if (engine.isClosed()) {
            flight.abort(engine.closedException());
        }
        if (flight.isOver()) {
            return; // nobody waits
        }
        CompletionStage<R> flown;
        try {
            flown = work.get();
        } catch (Throwable failure) {
            flight.land(null, failure);
            return;
        }
        if (Stages.isDone(flown)) {
            landing.accept(Stages.value(flown), null);
            return;
        }
        if (!flown.toCompletableFuture().isDone()) {
            flight.endsTimer(engine.clock()
                    .schedule(
                            () -> engine.runElsewhere(() -> flight.abort(timeout(flight.key()))),
                            spec.loadTimeout().toNanos()));
        }
        flown.handle((result, failure) -> {
            landing.accept(result, failure == null ? null : Stages.unwrap(failure));
            return flight;
        });
    }

    LoadTimeoutException timeout(String key) {
        return new LoadTimeoutException("loading " + Printable.text(key) + " took longer than its loadTimeout of "
                + Ttl.of(spec.loadTimeout()));
    }

    @Override
    public CompletionStage<Map<Args, V>> getAll(Collection<Args> calls, BatchLoader<V> loader) {
        engine.requireOpen();
        if (!(step instanceof Step.Batching<V> batching) || spec.strategies().size() > 1) {
            throw new IllegalStateException(
                    "getAll needs a plan of one strategy, which looks the key up, such as simple(1h); this one is "
                            + spec);
        }
        CacheContext context = CacheContext.current();
        return new Batch<>(this, context, calls).answer(new BatchLoad<>(this, batching, context, loader));
    }

    @Override
    public CompletionStage<@Nullable Entry<V>> peek(Args args) {
        return Stages.map(
                engine.commandsHere().get(new ValueCommand.Get<>(admitted(args), spec.type())), Lookup::entry);
    }

    @Override
    public CompletionStage<Boolean> invalidate(Args args) {
        return engine.commandsHere().delete(new KeyCommand.Delete(admitted(args)));
    }

    private String admitted(Args args) {
        CacheContext context = CacheContext.current();
        String key = key(args, context);
        engine.route(key).admit(key, context);
        return key;
    }

    @Override
    public String toString() {
        return spec.toString();
    }
}
