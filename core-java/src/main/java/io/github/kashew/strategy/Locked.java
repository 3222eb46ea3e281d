package io.github.kashew.strategy;

import io.github.kashew.Call;
import io.github.kashew.Entry;
import io.github.kashew.Lease;
import io.github.kashew.PlanSpec;
import io.github.kashew.Step;
import io.github.kashew.Strategy;
import io.github.kashew.Ttl;
import io.github.kashew.async.Stages;
import io.github.kashew.error.LockedException;
import io.github.kashew.error.Printable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Holds a lease of the store while what is inside runs, so that of all processes one at a time runs it for a key.
 *
 * <p>Outside a strategy that stores, such as {@code simple}, it is the lock of a load: a hit takes no lease, the callers
 * of one process take one together, and who has waited reads what the other has stored. The lease is held until the value
 * is stored. It is given back however the call ends, cancellation included. A call that waits longer than
 * {@link #withWait} fails with {@link LockedException}. A lease is not mutual exclusion: what runs longer than its ttl is
 * no longer alone; see {@link Lease}. While the store cannot be asked, calls fail, unless {@link #failOpen()}. Made by
 * {@link Strategies#locked(String)}; immutable, equal by its options.
 */
public final class Locked implements Strategy {

    private static final System.Logger LOG = System.getLogger("io.github.kashew");

    private final Settings settings;

    /** The length of the lease, how long to wait for it, and what else was said. */
    private record Settings(
            Ttl ttl, Duration waiting, @Nullable String per, boolean failsOpen) {}

    Locked(Ttl ttl) {
        this(new Settings(RateLimit.finite(ttl, "ttl"), ttl.toDuration(), null, false));
    }

    private Locked(Settings settings) {
        this.settings = settings;
    }

    /** Waits up to {@code wait} for the lease; as long as the lease by default, so that a dead holder is outlived. */
    public Locked withWait(String wait) {
        return withWait(Ttl.of(wait, "wait").toDuration());
    }

    /**
     * As {@link #withWait(String)}.
     *
     * @param wait zero to try once
     * @throws IllegalArgumentException if it is negative
     */
    public Locked withWait(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("wait must be zero (try once) or more, was " + wait);
        }
        return new Locked(new Settings(settings.ttl, wait, settings.per, settings.failsOpen));
    }

    /**
     * Takes one lease for the calls for which {@code template} gives the same text; by default one for each key.
     *
     * @param template over the names of the plan's key and over context values
     */
    public Locked per(String template) {
        Objects.requireNonNull(template, "per");
        return new Locked(new Settings(settings.ttl, settings.waiting, template, settings.failsOpen));
    }

    /** Lets calls pass without a lease while the store cannot be asked. */
    public Locked failOpen() {
        return new Locked(new Settings(settings.ttl, settings.waiting, settings.per, true));
    }

    @Override
    public <V extends @Nullable Object> Step<V> around(Step<V> inner, PlanSpec<V> plan) {
        Neighbours.requireOutside(this, plan, Strategy::stores, "would give its lease back before the value is stored");
        Neighbours.requireOne(
                plan,
                other -> other instanceof Locked that && Objects.equals(settings.per, that.settings.per),
                "would wait for each other, for they take one lease: leave one out, or give it a per(template)");
        Neighbours.requireOne(
                plan,
                other -> other == this || other instanceof Simple simple && simple.isLeased(),
                "would take two leases for a load: leave withLease() out");
        return new Locking<>(
                inner,
                inner instanceof Step.Reading<V> reading ? reading : null,
                this,
                GuardKey.of(settings.per, plan),
                new StoreTrouble(toString()),
                new AtomicBoolean());
    }

    private record Locking<V extends @Nullable Object>(
            Step<V> inner,
            Step.@Nullable Reading<V> reading,
            Locked locked,
            GuardKey key,
            StoreTrouble trouble,
            AtomicBoolean warned)
            implements Step<V> {

        @Override
        public CompletionStage<V> run(Call<V> call) {
            Step.Reading<V> store = reading;
            if (store == null) {
                return call.share(() -> lock(call));
            }
            return Stages.then(
                    call.lookup(),
                    found -> found instanceof Entry<V> entry && store.serves(entry, moment -> call.now() >= moment)
                            ? inner.run(call)
                            : call.share(() -> lock(call)));
        }

        private CompletionStage<V> lock(Call<V> call) {
            String subject = key.of(call);
            CompletionStage<Lease> asked =
                    call.lease(call.ownKey("lock", subject), locked.settings.ttl, locked.settings.waiting);
            call.onCancel(() -> asked.toCompletableFuture().cancel(true));
            return Stages.settle(
                    asked,
                    (lease, failure) -> lease == null
                            ? without(call, subject, Objects.requireNonNull(failure))
                            : under(call, lease));
        }

        private CompletionStage<V> without(Call<V> call, String subject, Throwable failure) {
            if (failure instanceof LockedException) {
                return Stages.failed(new LockedException(
                        "the lease of " + locked + " for " + Printable.text(subject) + " did not become free within "
                                + locked.settings.waiting,
                        failure));
            }
            if (asked(failure) || !locked.settings.failsOpen) {
                return Stages.failed(failure);
            }
            trouble.passes(call.now(), failure);
            return inner.run(call);
        }

        /** Tells whether somebody asked for the failure: cancellation is no trouble of the store. */
        private static boolean asked(Throwable failure) {
            return failure instanceof CancellationException;
        }

        private CompletionStage<V> under(Call<V> call, Lease lease) {
            CompletionStage<V> stage;
            try {
                stage = reading == null ? inner.run(call) : Stages.then(call.lookupAgain(), found -> inner.run(call));
            } catch (Throwable failure) {
                stage = Stages.failed(failure);
            }
            CompletionStage<V> answer = stage;
            return Stages.settle(answer, (value, failure) -> {
                warnIfOutlived(lease);
                return Stages.settle(release(lease), (given, lost) -> answer);
            });
        }

        private void warnIfOutlived(Lease lease) {
            if (!lease.isValid() && warned.compareAndSet(false, true)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a call took longer than the lease of {0} and may not have been alone: give it a longer ttl",
                        locked);
            }
        }

        /** Gives the lease back; trouble in doing so is not trouble of the call, for the lease ends by itself. */
        private static CompletionStage<Boolean> release(Lease lease) {
            try {
                return lease.release();
            } catch (RuntimeException closed) {
                return Stages.done(false);
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Locked that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "locked(" + settings.ttl + ")";
    }
}
