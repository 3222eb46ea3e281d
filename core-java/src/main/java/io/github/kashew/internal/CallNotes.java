package io.github.kashew.internal;

import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.async.Stages;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is counted, and recorded if anybody wants to know, of one call. Thread-safe. */
final class CallNotes {

    private final Tally tally;
    private final @Nullable Trace trace;
    private final boolean background;
    private boolean counted;

    /**
     * Makes the notes of a call.
     *
     * @param background whether the cache makes the call itself, for which nobody waits
     */
    CallNotes(Tally tally, @Nullable Trace trace, boolean background) {
        this.tally = tally;
        this.trace = trace;
        this.background = background;
    }

    /** Tells, the first time, that the answer is to be counted: once, though an older one may follow a miss. */
    private synchronized boolean counts() {
        boolean first = !counted && !background;
        counted = true;
        return first;
    }

    /** Notes what a look-up finds. */
    <V extends @Nullable Object> CompletionStage<Lookup<V>> looksUp(CompletionStage<Lookup<V>> lookup) {
        return trace == null
                ? lookup
                : Stages.map(lookup, found -> {
                    trace.found(found);
                    return found;
                });
    }

    /** Notes an entry that is answered. */
    void serves(Entry<?> entry, boolean stale) {
        if (counts()) {
            tally.hits.increment();
        }
        if (stale) {
            tally.stale.increment();
        }
        if (trace != null) {
            trace.serves(entry, stale);
        }
    }

    /** Notes an older value that is answered in place of a failure. */
    void covers(Throwable failure, Entry<?> older, Object by) {
        misses();
        tally.covered.increment();
        if (trace != null) {
            trace.covers(failure, older, by);
        }
    }

    /** Notes that the call waits for the load of another one. */
    void joins() {
        misses();
        tally.coalesced.increment();
        if (trace != null) {
            trace.joined();
        }
    }

    private void misses() {
        if (counts()) {
            tally.misses.increment();
        }
    }

    /** Notes that the loader runs, after a look-up if there was one. */
    void loads(@Nullable CompletionStage<? extends Lookup<?>> lookup) {
        loads(true, lookup != null && Stages.isDone(lookup) ? Stages.value(lookup) : null);
    }

    /**
     * Notes that a loader runs for this call, and perhaps for others.
     *
     * @param first whether the load counts for this one
     * @param found what was looked up before, or null
     */
    void loads(boolean first, @Nullable Lookup<?> found) {
        misses();
        if (found instanceof Missing<?> missing && missing.reason() == Missing.Reason.FAILED) {
            tally.suppressed.increment();
        }
        if (first) {
            tally.loads.increment();
        }
        if (background) {
            tally.refreshes.increment();
        }
        if (trace != null) {
            trace.loads();
        }
    }

    /** Notes the end of a load, which may count for another call. */
    void loaded(boolean first, long nanos, @Nullable Throwable failure) {
        if (first) {
            tally.loaded(nanos, failure != null);
        }
        if (trace != null) {
            trace.loaded(nanos, failure);
        }
    }

    /** Notes whether the call has begun a refresh in the background. */
    void refreshes(boolean begun) {
        if (trace != null) {
            trace.note(begun ? "began to load anew in the background" : "a load of the key was under way");
        }
    }

    /** Notes what became of an entry that was to be stored. */
    void stores(Entry<?> entry, boolean stored) {
        if (trace != null) {
            if (stored) {
                trace.stored(entry);
            } else {
                trace.notStored("the key was changed during the load, or storing is switched off");
            }
        }
    }

    /** Notes why what was loaded is not stored. */
    void doesNotStore(String why) {
        if (trace != null) {
            trace.notStored(why);
        }
    }

    /** Notes that the store could not take what was loaded. */
    void storeFailed(Throwable failure) {
        tally.suppressed.increment();
        doesNotStore("the store failed, which is suppressed: " + failure);
    }

    /** Notes how the call has ended, before its caller knows. */
    <V extends @Nullable Object> CompletionStage<V> ending(CompletionStage<V> answer) {
        return trace == null
                ? answer
                : Stages.settle(answer, (value, failure) -> {
                    trace.end(failure);
                    return answer;
                });
    }

    /** Notes how the call has ended. */
    void end(@Nullable Throwable failure) {
        if (trace != null) {
            trace.end(failure);
        }
    }
}
