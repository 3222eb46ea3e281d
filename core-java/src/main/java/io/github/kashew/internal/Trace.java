package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Detection;
import io.github.kashew.Detection.Source;
import io.github.kashew.Detection.Tier;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.PlanSpec;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is recorded of one call for those who detect. Thread-safe. */
final class Trace {

    private final Engine engine;
    private final Route route;
    private final CacheContext context;
    private final PlanSpec<?> plan;
    private final String key;
    private final long started;

    private final List<Detection.Event> events = new ArrayList<>();
    private String strategy;
    private Source source = Source.STRATEGY;
    private @Nullable Entry<?> entry;
    private @Nullable Throwable covered;
    private long loadNanos;
    private boolean loaded;
    private boolean storeKnown;
    private boolean over;

    private Trace(Engine engine, Route route, CacheContext context, PlanSpec<?> plan, String key) {
        this.engine = engine;
        this.route = route;
        this.context = context;
        this.plan = plan;
        this.key = key;
        this.started = engine.clock().nanos();
        this.strategy = storing(plan);
    }

    /** Begins to record a call, if anybody wants to know. */
    static @Nullable Trace of(CompiledPlan<?> plan, Route route, CacheContext context, String key) {
        return context.isDetected() ? new Trace(plan.engine(), route, context, plan.spec(), key) : null;
    }

    /** Returns the strategy that stores for a plan, or else the outermost one. */
    static String storing(PlanSpec<?> plan) {
        List<Strategy> strategies = plan.strategies();
        return strategies.stream()
                .filter(Strategy::stores)
                .findFirst()
                .orElse(strategies.get(0))
                .toString();
    }

    synchronized void note(String what) {
        events.add(new Detection.Event(Duration.ofNanos(engine.clock().nanos() - started), what));
    }

    void found(Lookup<?> lookup) {
        note(lookup instanceof Missing<?> missing ? describe(missing) : describe((Entry<?>) lookup, route.now()));
    }

    private static String describe(Missing<?> missing) {
        return switch (missing.reason()) {
            case ABSENT -> "found nothing";
            case OTHER_TYPE -> "found a value of another type";
            case DISABLED -> "did not look up, which is switched off";
            case FAILED -> "the look-up failed, which is suppressed: " + missing.trouble();
        };
    }

    /** Describes an entry that was found at {@code now}. */
    static String describe(Entry<?> found, long now) {
        StringBuilder text = new StringBuilder("found an entry, ")
                .append(time(now - found.writtenAt()))
                .append(" old");
        if (now >= found.staleAt()) {
            text.append(", stale for ").append(time(now - found.staleAt()));
        }
        text.append(expiry(found, now));
        if (found.loadNanos() > 0) {
            text.append(", loaded in ").append(time(found.loadNanos()));
        }
        return found.failure() == null
                ? text.toString()
                : text.append(", of a failure").toString();
    }

    private static String expiry(Entry<?> found, long now) {
        return found.expiresAt() == Entry.NEVER ? ", never expires" : ", expires in " + time(found.expiresAt() - now);
    }

    private static String time(long nanos) {
        return Ttl.textOf(Duration.ofNanos(nanos));
    }

    synchronized void serves(Entry<?> served, boolean stale) {
        if (source != Source.COVERED) {
            source = stale ? Source.STALE : Source.HIT;
            entry = served;
            loadNanos = served.loadNanos();
        }
    }

    synchronized void covers(Throwable failure, Entry<?> older, Object by) {
        source = Source.COVERED;
        covered = failure;
        entry = older;
        strategy = by.toString();
        note("answered an older value in place of the failure, by " + by);
    }

    synchronized void joined() {
        source = Source.SHARED;
        note("joined the load of another call");
    }

    synchronized void loads() {
        source = Source.LOADED;
        loaded = true;
        note("began to load");
    }

    synchronized void loaded(long nanos, @Nullable Throwable failure) {
        loadNanos = nanos;
        note(failure == null ? "loaded" : "the load failed: " + failure);
    }

    synchronized void stored(Entry<?> stored) {
        storeKnown = true;
        entry = stored;
        note("stored" + expiry(stored, route.now()));
    }

    synchronized void notStored(String why) {
        if (!storeKnown) {
            storeKnown = true;
            note("not stored: " + why);
        }
    }

    /** Records the answer, once. */
    void end(@Nullable Throwable failure) {
        Detection answer;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            if (loaded && !storeKnown && source == Source.LOADED) {
                note("not stored: " + whyNot(failure));
            }
            answer = answer(failure);
        }
        context.detections().forEach(seen -> seen.add(engine, () -> answer));
    }

    private String whyNot(@Nullable Throwable failure) {
        if (plan.strategies().stream().noneMatch(Strategy::stores)) {
            return "no strategy of the plan stores";
        }
        return failure == null ? "the condition of the plan does not want it" : "the plan does not store this failure";
    }

    private Detection answer(@Nullable Throwable failure) {
        long now = route.now();
        Entry<?> of = entry;
        boolean fails = failure != null && !source.isCached();
        return new Detection(
                key,
                plan.template() == null ? null : plan.template().template(),
                plan.toString(),
                strategy,
                route.prefix(),
                fails ? Source.NONE : source,
                fails ? null : tier(),
                of == null ? null : Duration.ofNanos(now - of.writtenAt()),
                of == null || of.expiresAt() == Entry.NEVER ? null : Duration.ofNanos(of.expiresAt() - now),
                of == null ? Duration.ZERO : Duration.ofNanos(Math.max(now - of.staleAt(), 0)),
                covered,
                failure,
                Duration.ofNanos(loadNanos),
                Duration.ofNanos(engine.clock().nanos() - started),
                events);
    }

    /** Returns how far away the entries of a route are. */
    static Tier tierOf(Route route) {
        return route.backend().isShared() ? Tier.STORE : Tier.MEMORY;
    }

    private @Nullable Tier tier() {
        if (source.isCached()) {
            return tierOf(route);
        }
        return source == Source.STRATEGY ? null : Tier.LOADER;
    }
}
