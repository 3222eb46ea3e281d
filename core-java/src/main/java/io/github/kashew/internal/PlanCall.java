package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Call;
import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.Lease;
import io.github.kashew.Loader;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.Outcome;
import io.github.kashew.PlanSpec;
import io.github.kashew.Ttl;
import io.github.kashew.ValueCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.error.CircularLoadException;
import io.github.kashew.error.Printable;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One running call of a compiled plan. */
final class PlanCall<V extends @Nullable Object> implements Call<V> {

    private final CompiledPlan<V> plan;
    private final Route route;
    private final Args args;
    private final List<String> tags;
    private final String key;
    private final CacheContext context;
    private final Loader<V> loader;
    private final boolean refreshing;
    private final CallNotes notes;

    private volatile @Nullable Seen<V> seen;
    private volatile @Nullable Flight<V> boarded;
    private volatile @Nullable Flight<V> flight;
    private final boolean background;
    private final Departure departure = new Departure();

    /**
     * Makes a call.
     *
     * @param tags those of this call beside those of the plan
     * @param seen what the plan found already, or null
     * @param refreshing whether what is stored is to be replaced: look-ups then answer that it is missing
     * @param background whether the cache makes this call itself, for which nobody waits
     */
    PlanCall(
            CompiledPlan<V> plan,
            Route route,
            Args args,
            List<String> tags,
            String key,
            CacheContext context,
            Loader<V> loader,
            @Nullable Seen<V> seen,
            boolean refreshing,
            boolean background) {
        this.plan = plan;
        this.route = route;
        this.args = args;
        this.tags = tags;
        this.key = key;
        this.context = context;
        this.loader = loader;
        this.refreshing = refreshing;
        this.background = background;
        this.notes =
                new CallNotes(plan.tally(route), background ? null : Trace.of(plan, route, context, key), background);
        this.seen = seen == null ? null : new Seen<>(notes.looksUp(seen.lookup()), seen.landings(), seen.captures());
    }

    /**
     * A look-up and when it was made.
     *
     * @param landings the number of landings of the key's stripe before the look-up
     * @param captures the number of captures of tags before it
     */
    record Seen<V extends @Nullable Object>(CompletionStage<Lookup<V>> lookup, long landings, long captures) {}

    private Seen<V> lookUp() {
        long captures = route.flights().captures();
        long landings = route.flights().landings(key);
        CompletionStage<Lookup<V>> lookup =
                notes.looksUp(route.commands(context).get(plan.lookup(route, key, args, tags, context)));
        return new Seen<>(refreshing ? Stages.map(lookup, PlanCall::toBeReplaced) : lookup, landings, captures);
    }

    private static <V extends @Nullable Object> Lookup<V> toBeReplaced(Lookup<V> found) {
        return found instanceof Entry<V> entry ? Missing.replacing(entry) : found;
    }

    @Override
    public Args args() {
        return args;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public CacheContext context() {
        return context;
    }

    @Override
    public Commands commands() {
        return plan.engine().commands(context);
    }

    @Override
    public boolean isShared() {
        return route.backend().isShared();
    }

    @Override
    public boolean isTagged() {
        return !tags.isEmpty() || !plan.tags().isEmpty();
    }

    @Override
    public long now() {
        return route.now();
    }

    @Override
    public boolean isPast(long deadline) {
        return route.isPast().test(deadline);
    }

    @Override
    public CompletionStage<Lookup<V>> lookup() {
        Seen<V> last = seen;
        if (last == null || last.landings() != route.flights().landings(key)) {
            last = lookUp();
            seen = last;
        }
        return last.lookup();
    }

    @Override
    public String copyKey() {
        return InternalKeys.copyOf(key);
    }

    @Override
    public CompletionStage<Lookup<V>> lookupCopy() {
        return route.commands(context)
                .get(new ValueCommand.Get<>(copyKey(), plan.spec().type()));
    }

    @Override
    public CompletionStage<Boolean> storeCopy(Entry<V> copy) {
        Flight<V> current = boarded;
        if (current != null) {
            return current.isOutdated() ? Stages.done(false) : storing().copy(copyKey(), copy, current.captured());
        }
        return storing().copy(copyKey(), copy, found() instanceof Entry<V> entry ? entry.tags() : null);
    }

    @Override
    public CompletionStage<Lookup<V>> lookupAgain() {
        Seen<V> again = lookUp();
        seen = again;
        return again.lookup();
    }

    @Override
    public String ownKey(String purpose, String subject) {
        return InternalKeys.of(purpose, subject);
    }

    @Override
    public CompletionStage<Lease> lease(String name, Ttl ttl, Duration wait) {
        return new LeaseAcquisition(plan.engine(), context, name, ttl, wait).begin();
    }

    @Override
    public void onCancel(Runnable undo) {
        Flight<V> current = flight;
        if (current == null) {
            departure.add(undo);
        } else {
            current.onCancel(undo);
        }
    }

    @Override
    public Runnable schedule(Runnable task, Duration delay) {
        Engine engine = plan.engine();
        return engine.clock().schedule(() -> engine.runElsewhere(task), delay.toNanos())::cancel;
    }

    @Override
    public CompletionStage<V> share(Supplier<CompletionStage<V>> work) {
        Flight<V> current = flight;
        if (current != null && !current.isOver()) {
            return work.get();
        }
        if (departure.isOver()) {
            return Stages.failed(left());
        }
        return take(board(), opened -> plan.fly(opened, work), () -> share(work));
    }

    @Override
    @SuppressWarnings("NullAway") // null is the value of a load that brought it
    public CompletionStage<V> share(
            Supplier<CompletionStage<@Nullable Outcome<V>>> work, Supplier<CompletionStage<V>> otherwise) {
        Flight<V> current = flight;
        if (current != null && !current.isOver()) {
            return Stages.then(work.get(), outcome -> {
                if (outcome == null) {
                    return otherwise.get();
                }
                Throwable failure = outcome.failure();
                return failure == null ? Stages.done(outcome.value()) : Stages.failed(failure);
            });
        }
        if (departure.isOver()) {
            return Stages.failed(left());
        }
        return take(board(), opened -> plan.flyOrNothing(opened, work), otherwise);
    }

    private CancellationException left() {
        return new CancellationException("the caller of " + Printable.text(key) + " has left");
    }

    private Flights.Place<V> board() {
        Object owner = plan.flightOwner(refreshing, context);
        PlanSpec<V> spec = plan.spec();
        Seen<V> last = seen;
        if (isTagged() && last != null && found() instanceof Missing<V> missing) {
            route.flights().detachIf(key, flying -> PlanTags.isOlder(flying, missing, last.captures()));
        }
        return spec.singleFlight()
                ? route.flights().board(key, owner, null, spec.onLastLeave())
                : route.flights().boardAlone(key, owner, null, spec.onLastLeave());
    }

    @Override
    public void inBackground(Function<? super Call<V>, ? extends CompletionStage<@Nullable Outcome<V>>> work) {
        Route base = plan.engine().route(key); // it may outlive a transaction of its caller
        CacheContext outside = context.inside(null).within(context.load());
        PlanCall<V> own = new PlanCall<>(plan, base, args, tags, key, outside, loader, null, false, true);
        Flights.Place<V> place = own.board();
        notes.refreshes(place.leads());
        if (place.leads()) {
            own.flight = place.flight();
            plan.tags().mark(place.flight(), args, tags, context);
            plan.flyOrNothing(place.flight(), () -> work.apply(own));
        } else {
            place.waiter().cancel(false); // whoever is loading goes on
        }
    }

    /** Takes a place: its leader flies, and who finds that nothing has landed goes on otherwise. */
    private CompletionStage<V> take(
            Flights.Place<V> place, Consumer<Flight<V>> fly, Supplier<CompletionStage<V>> otherwise) {
        Waiter<V> mine = place.waiter();
        boarded = place.flight();
        departure.add(() -> mine.cancel(true)); // at once if the caller has left meanwhile, so that nothing is begun
        noteWaiting(context, place);
        if (place.leads()) {
            flight = place.flight();
            plan.tags().mark(place.flight(), args, tags, context);
            fly.accept(place.flight());
        } else {
            notes.joins();
        }
        mine.whenNothingLands(() -> {
            flight = null; // it is over, and this call leads no other yet
            mine.follow(otherwise.get());
            mine.handle((value, failure) -> {
                if (mine.isCancelled()) {
                    leave(); // what is gone on with may be on another flight
                }
                return this;
            });
        });
        return mine;
    }

    /** Notes who waits for whom if the caller is part of a load; a circle fails the caller, who leaves the flight. */
    static <V extends @Nullable Object> void noteWaiting(CacheContext context, Flights.Place<V> place) {
        if (context.load() instanceof LoadNode outer) {
            LoadNode inner = place.flight().node();
            try {
                outer.waitFor(inner);
            } catch (CircularLoadException circle) {
                place.waiter().completeExceptionally(circle);
                return;
            }
            place.waiter().handle((value, failure) -> {
                outer.waitNoLonger(inner);
                return inner;
            });
        }
    }

    @Override
    public CompletionStage<V> load() {
        Flight<V> current = flight;
        if (current == null) {
            return share(this::load);
        }
        return current.tags().isEmpty()
                ? run(current)
                : Stages.then(
                        plan.tags().capture(route.commands(context), current, found()),
                        captured -> current.isOver() ? Stages.failed(left()) : run(current));
    }

    /** Returns what this call has found last, or null if it has not looked or does not know yet. */
    private @Nullable Lookup<V> found() {
        Seen<V> last = seen;
        return last != null && Stages.isDone(last.lookup()) ? Stages.value(last.lookup()) : null;
    }

    private CompletionStage<V> run(Flight<V> current) {
        CompletionStage<V> stage;
        Seen<V> last = seen;
        notes.loads(last == null ? null : last.lookup());
        long started = plan.engine().clock().nanos();
        try (CacheContext.Scope inside = context.within(current.node()).open()) {
            stage = background ? loader.loadBy(this::executeInside) : loader.load();
            if (stage == null) {
                throw new NullPointerException("the loader of '" + plan + "' returned null in place of a stage");
            }
        } catch (Throwable failure) {
            notes.loaded(true, plan.engine().clock().nanos() - started, failure);
            return Stages.failed(failure);
        }
        CompletableFuture<V> future = stage.toCompletableFuture();
        current.node().begun(future);
        if (!future.isDone()) {
            current.onCancel(() -> future.cancel(true));
        }
        return Stages.settle(future, (value, failure) -> {
            notes.loaded(true, plan.engine().clock().nanos() - started, failure);
            return future;
        });
    }

    /** Runs a task on the executor of the cache, as a part of the load of this call. */
    private void executeInside(Runnable task) {
        CacheContext inside = CacheContext.current();
        plan.engine().executor().execute(() -> {
            try (CacheContext.Scope scope = inside.open()) {
                task.run();
            }
        });
    }

    @Override
    public boolean isReusing() {
        Flight<V> current = flight == null ? boarded : flight;
        return current == null || current.node().isReusing();
    }

    @Override
    public Call<V> finding(Missing<V> instead) {
        return new FindingCall<>(this, instead);
    }

    @Override
    public Executor executor() {
        return plan.engine().executor();
    }

    private Storing<V> storing() {
        return new Storing<>(plan, route, key, context, notes, isTagged());
    }

    @Override
    public CompletionStage<Boolean> store(Entry<V> entry, Lookup<V> found) {
        return storing().store(entry, found, flight);
    }

    @Override
    public CompletionStage<Boolean> postpone(Entry<V> found, long staleAt) {
        Flight<V> current = flight;
        return current != null && current.isOutdated()
                ? Stages.done(false) // its tags may have been deleted, which leaves the record where it is
                : storing().postpone(found, staleAt);
    }

    @Override
    public void serves(Entry<V> entry) {
        notes.serves(entry, isPast(entry.staleAt()));
    }

    @Override
    public void covers(Throwable failure, Entry<V> older, Object by) {
        notes.covers(failure, older, by);
    }

    /** Notes how this call has ended, before its caller knows. */
    CompletionStage<V> ending(CompletionStage<V> answer) {
        return notes.ending(answer);
    }

    /** Leaves the flight that this call is on, and calls off whatever else it waits for. */
    void leave() {
        departure.leave();
    }
}
