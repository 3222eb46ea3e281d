package io.github.kashew.internal;

import io.github.kashew.BatchLoader;
import io.github.kashew.CacheContext;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Outcome;
import io.github.kashew.Step;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.key.Args;
import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The load of a batch: one run of the loader that answers a flight for each key. Boarding is for one thread. */
final class BatchLoad<V extends @Nullable Object> {

    private final CompiledPlan<V> plan;
    private final Step.Batching<V> batching;
    private final CacheContext context;
    private final BatchLoader<V> loader;
    private final List<Led<V>> led = new ArrayList<>();
    private final Set<LoadNode> boarded = new HashSet<>();
    private final Map<Args, CallNotes> noted = new HashMap<>();
    private @Nullable LoadNode node;

    BatchLoad(CompiledPlan<V> plan, Step.Batching<V> batching, CacheContext context, BatchLoader<V> loader) {
        this.plan = plan;
        this.batching = batching;
        this.context = context;
        this.loader = loader;
    }

    /**
     * A flight of this batch.
     *
     * @param notes those of the key
     * @param seen what the key held
     * @param outdated whether another flight has landed since the key was looked up
     */
    private record Led<V extends @Nullable Object>(
            Args args, Route route, Flight<V> flight, CallNotes notes, Lookup<V> seen, boolean outdated) {
        String key() {
            return flight.key();
        }

        Led<V> seeing(Lookup<V> again) {
            return new Led<>(args, route, flight, notes, again, false);
        }
    }

    /** Joins the flight of a key, or opens it as one of this batch. */
    CompletionStage<V> board(Args args, String key, Lookup<V> seen, long landings) {
        if (node == null) {
            node = new LoadNode(key);
        }
        Route route = plan.engine().route(key, context);
        Flights.Place<V> place = route.flights()
                .board(
                        key,
                        plan.flightOwner(context.isRefreshing(), context),
                        node,
                        plan.spec().onLastLeave());
        boarded.add(place.flight().node());
        PlanCall.noteWaiting(context, place);
        Waiter<V> waiter = place.waiter();
        CallNotes notes = new CallNotes(plan.tally(route), Trace.of(plan, route, context, key), false);
        notes.looksUp(Stages.done(seen));
        if (!place.leads()) {
            notes.joins();
        }
        waiter.whenNothingLands(() -> waiter.land(null, NothingLanded.INSTANCE));
        if (place.leads()) {
            plan.tags().mark(place.flight(), args, List.of(), context);
            led.add(new Led<>(
                    args, route, place.flight(), notes, seen, route.flights().landings(key) != landings));
        }
        noted.put(args, notes);
        return waiter;
    }

    /** Notes how the call for one key has ended, if it was boarded. */
    void end(Args args, @Nullable Throwable failure) {
        CallNotes notes = noted.get(args);
        if (notes != null) {
            notes.end(failure == NothingLanded.INSTANCE ? null : failure);
        }
    }

    /** Tells whether some of what was boarded has brought a value that was not loaded as a whole. */
    boolean isReusing() {
        return boarded.stream().anyMatch(LoadNode::isReusing);
    }

    /** Loads what was boarded and nobody else is loading. */
    void begin() {
        try {
            beginOrThrow();
        } catch (Throwable failure) {
            landFailure(led, failure);
        }
    }

    private void beginOrThrow() {
        if (plan.engine().isClosed()) {
            throw plan.engine().closedException();
        }
        List<Led<V>> outdated = led.stream().filter(Led::outdated).toList();
        if (outdated.isEmpty()) {
            load(led);
            return;
        }
        List<String> keys = outdated.stream().map(Led::key).toList();
        Stages.then(
                        plan.engine()
                                .commands(context)
                                .getMany(new ValueCommand.GetMany<>(
                                        keys, plan.spec().type())),
                        lookups -> {
                            load(landFound(outdated, lookups));
                            return Stages.nothing();
                        })
                .whenComplete((done, failure) -> landFailure(led, failure));
    }

    private List<Led<V>> landFound(List<Led<V>> outdated, List<Lookup<V>> lookups) {
        List<Led<V>> rest = new ArrayList<>(led);
        rest.removeAll(outdated);
        for (int i = 0; i < outdated.size(); i++) {
            Led<V> one = outdated.get(i);
            if (lookups.get(i) instanceof Entry<V> entry && !context.isRefreshing()) {
                one.notes().serves(entry, one.route().isPast().test(entry.staleAt()));
                entry.outcome().whenComplete(one.flight()::land);
            } else {
                rest.add(one.seeing(lookups.get(i)));
            }
        }
        return rest;
    }

    private void load(List<Led<V>> found) {
        List<Led<V>> missing =
                found.stream().filter(one -> !one.flight().isOver()).toList();
        if (missing.isEmpty()) {
            return;
        }
        if (plan.tags().isEmpty()) {
            run(missing);
            return;
        }
        Stages.then(
                        Stages.all(missing.stream()
                                .map(one -> plan.tags().capture(one.route().commands(context), one.flight(), null))
                                .toList()),
                        captured -> {
                            run(missing);
                            return Stages.nothing();
                        })
                .whenComplete((done, failure) -> landFailure(missing, failure));
    }

    private void run(List<Led<V>> missing) {
        if (node == null) {
            return;
        }
        for (int i = 0; i < missing.size(); i++) {
            missing.get(i).notes().loads(i == 0, missing.get(i).seen());
        }
        long started = plan.engine().clock().nanos();
        CompletableFuture<Map<Args, V>> loaded;
        try (CacheContext.Scope inside = context.within(node).open()) {
            CompletionStage<Map<Args, V>> stage =
                    loader.load(missing.stream().map(Led::args).toList());
            if (stage == null) {
                throw new NullPointerException("the loader of '" + plan + "' returned null in place of a stage");
            }
            loaded = stage.toCompletableFuture();
            node.begun(loaded);
        } catch (Throwable failure) {
            noteLoaded(missing, started, failure);
            landFailure(missing, failure);
            return;
        }
        if (!loaded.isDone()) {
            cancelWhenAllHaveLeft(missing, loaded);
            limitTime(missing, loaded);
        }
        loaded.whenComplete((values, failure) -> {
            noteLoaded(missing, started, failure == null ? null : Stages.unwrap(failure));
            if (failure != null) {
                landFailure(missing, failure);
            } else if (values == null) {
                landFailure(missing, new NullPointerException("the loader of '" + plan + "' brought null, not a map"));
            } else {
                Duration time = Duration.ofNanos(plan.engine().clock().nanos() - started);
                missing.forEach(one -> land(one, values, time));
            }
        });
    }

    private void noteLoaded(List<Led<V>> missing, long started, @Nullable Throwable failure) {
        long took = plan.engine().clock().nanos() - started;
        for (int i = 0; i < missing.size(); i++) {
            missing.get(i).notes().loaded(i == 0, took, failure);
        }
    }

    private void cancelWhenAllHaveLeft(List<Led<V>> missing, CompletableFuture<?> loaded) {
        AtomicInteger waiting = new AtomicInteger(missing.size());
        missing.forEach(one -> one.flight().onCancel(() -> {
            if (waiting.decrementAndGet() == 0) {
                loaded.cancel(true);
            }
        }));
    }

    private void limitTime(List<Led<V>> missing, CompletableFuture<?> loaded) {
        CacheClock.Cancellable timer = plan.engine()
                .clock()
                .schedule(
                        () -> plan.engine()
                                .runElsewhere(() ->
                                        missing.forEach(one -> one.flight().abort(plan.timeout(one.key())))),
                        plan.spec().loadTimeout().toNanos());
        loaded.whenComplete((values, failure) -> timer.cancel());
    }

    private static <V extends @Nullable Object> void landFailure(List<Led<V>> flights, @Nullable Throwable failure) {
        if (failure != null) {
            flights.forEach(one -> one.flight().land(null, Stages.unwrap(failure)));
        }
    }

    /** Stores the value of one key, if the loader brought one, and answers those who wait for it. */
    private void land(Led<V> one, Map<Args, V> values, Duration time) {
        try {
            if (!values.containsKey(one.args())) {
                one.flight().landNothing();
                return;
            }
            V value = values.get(one.args());
            Entry<V> entry = batching.entryOf(
                    new Outcome<>(
                            one.key(),
                            one.args(),
                            value,
                            null,
                            time,
                            one.flight().node().isReusing()),
                    one.route().now());
            store(one, entry)
                    .whenComplete((stored, failure) ->
                            one.flight().land(value, failure == null ? null : Stages.unwrap(failure)));
        } catch (Throwable failure) {
            one.flight().land(null, failure);
        }
    }

    private CompletionStage<Boolean> store(Led<V> one, @Nullable Entry<V> entry) {
        if (entry == null) {
            return Stages.done(false);
        }
        boolean isTagged = !one.flight().tags().isEmpty();
        return new Storing<>(plan, one.route(), one.key(), context, one.notes(), isTagged)
                .store(entry, one.seen(), one.flight());
    }
}
