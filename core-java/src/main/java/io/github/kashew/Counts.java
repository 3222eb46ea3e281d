package io.github.kashew;

import java.time.Duration;
import java.util.Locale;

/**
 * What has been counted, of a plan, of a route, or of a whole cache. See {@link CacheStatistics}.
 *
 * @param hits answers of what was stored, stale values included
 * @param misses answers that had to be loaded, or waited for
 * @param coalesced misses that waited for a load which another call had begun
 * @param loads runs of a loader, those in the background included
 * @param loadFailures loads that failed
 * @param loadTime how long all loads together took
 * @param stale hits of an entry that was stale
 * @param refreshes loads that the cache began by itself, in the background
 * @param covered failures in whose place an older value was answered
 * @param evictions entries that left for want of space, as far as the store notices; of routes only
 * @param suppressed failures of a store that were kept from the caller
 */
public record Counts(
        long hits,
        long misses,
        long coalesced,
        long loads,
        long loadFailures,
        Duration loadTime,
        long stale,
        long refreshes,
        long covered,
        long evictions,
        long suppressed) {

    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, Duration.ZERO, 0, 0, 0, 0, 0);

    /** Returns which part of the answers were hits, from 0 to 1; 0 if there were none. */
    public double hitRatio() {
        long answers = hits + misses;
        return answers == 0 ? 0 : (double) hits / answers;
    }

    /** Returns how long a load took on average; zero if there was none. */
    public Duration meanLoadTime() {
        return loads == 0 ? Duration.ZERO : loadTime.dividedBy(loads);
    }

    /** Returns both together. */
    public Counts plus(Counts other) {
        return new Counts(
                hits + other.hits,
                misses + other.misses,
                coalesced + other.coalesced,
                loads + other.loads,
                loadFailures + other.loadFailures,
                loadTime.plus(other.loadTime),
                stale + other.stale,
                refreshes + other.refreshes,
                covered + other.covered,
                evictions + other.evictions,
                suppressed + other.suppressed);
    }

    /** Returns what has been counted since {@code earlier}. */
    public Counts since(Counts earlier) {
        return new Counts(
                hits - earlier.hits,
                misses - earlier.misses,
                coalesced - earlier.coalesced,
                loads - earlier.loads,
                loadFailures - earlier.loadFailures,
                loadTime.minus(earlier.loadTime),
                stale - earlier.stale,
                refreshes - earlier.refreshes,
                covered - earlier.covered,
                evictions - earlier.evictions,
                suppressed - earlier.suppressed);
    }

    /** Draws the counts on one line; what is 0 is left out, but for hits and misses. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(hits)
                .append(" hits, ")
                .append(misses)
                .append(" misses (")
                .append(String.format(Locale.ROOT, "%.1f", 100 * hitRatio()))
                .append("% hits)");
        append(text, coalesced, "coalesced");
        append(text, loads, "loads");
        if (loads > 0) {
            text.append(" of ").append(Ttl.textOf(meanLoadTime()));
        }
        append(text, loadFailures, "failed");
        append(text, stale, "stale");
        append(text, refreshes, "refreshes");
        append(text, covered, "covered");
        append(text, evictions, "evictions");
        append(text, suppressed, "suppressed");
        return text.toString();
    }

    private static void append(StringBuilder text, long number, String what) {
        if (number != 0) {
            text.append(", ").append(number).append(' ').append(what);
        }
    }
}
