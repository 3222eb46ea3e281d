package io.github.kashew;

import io.github.kashew.spi.TagStorage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Tags with the generation that each had when a load began.
 *
 * <p>Immutable and thread-safe.
 */
public final class TagGenerations {

    /** No tags at all. */
    public static final TagGenerations NONE = new TagGenerations(List.of(), new long[0]);

    private static final long LONGEST_LIFETIME = Duration.ofDays(36_500).toNanos();

    private final List<String> tags;
    private final long[] generations;

    private TagGenerations(List<String> tags, long[] generations) {
        this.tags = tags;
        this.generations = generations;
    }

    /**
     * Returns tags with their generations.
     *
     * @throws IllegalArgumentException if there is not one generation a tag, or one is {@link TagStorage#NO_GENERATION}
     */
    public static TagGenerations of(List<String> tags, long... generations) {
        if (tags.size() != generations.length) {
            throw new IllegalArgumentException(
                    "one generation a tag: " + tags.size() + " tags, " + generations.length + " generations");
        }
        for (long generation : generations) {
            if (generation == TagStorage.NO_GENERATION) {
                throw new IllegalArgumentException("a tag that an entry carries exists: create its generation first");
            }
        }
        return tags.isEmpty() ? NONE : new TagGenerations(List.copyOf(tags), generations.clone());
    }

    /**
     * Returns how long the tags of an entry are to live, in nanoseconds: twice as long as the entry, so that few of the
     * loads to come have to lengthen it.
     */
    public static long lifetimeFor(long expiresAt, long now) {
        return expiresAt - now > LONGEST_LIFETIME / 2 ? LONGEST_LIFETIME : Math.max(2 * (expiresAt - now), 0);
    }

    /** Returns the tags. */
    public List<String> tags() {
        return tags;
    }

    /** Returns the generation of each tag, in the order of {@link #tags()}. */
    public long[] generations() {
        return generations.clone();
    }

    /** Tells whether each tag still has its generation, as far as {@link TagStorage#generationNow} knows. */
    public boolean areCurrentNow(TagStorage storage) {
        for (int i = 0; i < generations.length; i++) {
            if (storage.generationNow(tags.get(i)) != generations[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns these without one tag. */
    public TagGenerations without(String tag) {
        return select(name -> !name.equals(tag));
    }

    private TagGenerations select(Predicate<String> kept) {
        int[] places = IntStream.range(0, tags.size())
                .filter(i -> kept.test(tags.get(i)))
                .toArray();
        return of(
                Arrays.stream(places).mapToObj(tags::get).toList(),
                Arrays.stream(places).mapToLong(i -> generations[i]).toArray());
    }

    /** Returns these and those of {@code more} that are not among them. */
    public TagGenerations and(TagGenerations more) {
        TagGenerations others = more.select(name -> !tags.contains(name));
        return of(
                Stream.concat(tags.stream(), others.tags.stream()).toList(),
                LongStream.concat(Arrays.stream(generations), Arrays.stream(others.generations))
                        .toArray());
    }

    /** Tells whether {@code tag} is here and in {@code others} with the same generation. */
    public boolean isSameOf(String tag, TagGenerations others) {
        int here = tags.indexOf(tag);
        int there = others.tags.indexOf(tag);
        return here >= 0 && there >= 0 && generations[here] == others.generations[there];
    }

    /** Tells whether there are no tags. */
    public boolean isEmpty() {
        return generations.length == 0;
    }

    /** Tells whether each tag still has its generation; {@code current} is in the order of {@link #tags()}. */
    public boolean areCurrent(long... current) {
        return Arrays.equals(generations, current);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TagGenerations that
                && tags.equals(that.tags)
                && Arrays.equals(generations, that.generations);
    }

    @Override
    public int hashCode() {
        return 31 * tags.hashCode() + Arrays.hashCode(generations);
    }

    @Override
    public String toString() {
        return tags.toString();
    }
}
