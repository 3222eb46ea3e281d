package io.github.kashew;

import io.github.kashew.error.Printable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a plan, as it was recorded: where it came from, and why. Immutable; never holds the value.
 *
 * @param key the key of the call
 * @param template the template of the plan, or null if the call gave its key
 * @param plan the plan, drawn as its {@code toString()}
 * @param strategy what stores for the plan, or what covered the failure, such as {@code simple(1h)}
 * @param route the prefix of the route
 * @param source where the answer came from
 * @param tier how far away that was, or null if it came from neither a store nor a loader
 * @param age how long ago the entry that was answered was written; null if there was none
 * @param ttl how long the entry will live; null if there is none or it does not expire
 * @param staleness how long the entry has been stale; zero if it is fresh
 * @param covered the failure in whose place an older value was answered, or null
 * @param failure what the call failed with, or null
 * @param loadTime how long the load took, of this call or of the entry; zero if nothing was loaded
 * @param took how long the caller waited
 * @param events what happened, in order
 */
public record Detection(
        String key,
        @Nullable String template,
        String plan,
        String strategy,
        String route,
        Source source,
        @Nullable Tier tier,
        @Nullable Duration age,
        @Nullable Duration ttl,
        Duration staleness,
        @Nullable Throwable covered,
        @Nullable Throwable failure,
        Duration loadTime,
        Duration took,
        List<Event> events) {

    /** Copies. */
    public Detection {
        events = List.copyOf(events);
    }

    /** Where an answer came from. */
    public enum Source {
        /** A fresh entry. */
        HIT("answered from the cache"),
        /** A stale entry, for which the caller did not wait. */
        STALE("answered stale from the cache"),
        /** An older value, in place of a failure. */
        COVERED("answered by an older value in place of a failure"),
        /** The load of this call. */
        LOADED("loaded"),
        /** A load that another call had begun. */
        SHARED("answered by the load of another call"),
        /** A strategy that needed neither, such as a filter. */
        STRATEGY("answered by a strategy"),
        /** Nothing: the call failed. */
        NONE("not answered");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** Tells whether the value was stored before the call. */
        public boolean isCached() {
            return this == HIT || this == STALE || this == COVERED;
        }
    }

    /** How far away a value was. */
    public enum Tier {
        /** In the memory of this process. */
        MEMORY,
        /** In a store outside of it. */
        STORE,
        /** Nowhere: it was loaded. */
        LOADER
    }

    /**
     * Something that happened to a call.
     *
     * @param at how long after its beginning
     * @param what in words, never with a value
     */
    public record Event(Duration at, String what) {
        @Override
        public String toString() {
            return "+" + Ttl.textOf(at) + " " + what;
        }
    }

    /** Draws the answer on one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(headline());
        text.append(" (").append(strategy).append(", route '").append(route).append('\'');
        if (age != null) {
            text.append(", ").append(Ttl.textOf(age)).append(" old");
        }
        if (!staleness.isZero()) {
            text.append(", stale for ").append(Ttl.textOf(staleness));
        }
        if (ttl != null) {
            text.append(", expires in ").append(Ttl.textOf(ttl));
        }
        if (covered != null) {
            text.append(", covers ").append(covered.getClass().getSimpleName());
        }
        return text.append(')').toString();
    }

    /** Draws the answer and its events as a tree. */
    public String toTree() {
        StringBuilder text = new StringBuilder(headline());
        text.append("\n├─ plan ").append(plan);
        text.append("\n├─ route '").append(route).append('\'');
        for (int i = 0; i < events.size(); i++) {
            text.append(i == events.size() - 1 ? "\n└─ " : "\n├─ ").append(events.get(i));
        }
        return text.toString();
    }

    private String headline() {
        return Printable.text(key) + " was " + source.text + " in " + Ttl.textOf(took);
    }
}
