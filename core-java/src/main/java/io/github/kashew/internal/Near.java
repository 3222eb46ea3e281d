package io.github.kashew.internal;

import io.github.kashew.Entry;
import io.github.kashew.TypeRef;
import io.github.kashew.internal.NearTable.Place;
import io.github.kashew.spi.InvalidationSource;
import io.github.kashew.spi.InvalidationSource.Tracking;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.TagStorage;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a route holds of its far backend in this process: entries as they were decoded, and the generations of tags.
 *
 * <p>Only reads fill it. A change, by whomever, empties it.
 */
final class Near implements InvalidationSource.Listener {

    private final InvalidationSource source;
    private final NearOptions options;
    private final NearTable<Decoded> entries;
    private final NearTable<Long> generations;

    private Near(InvalidationSource source, NearOptions options) {
        this.source = source;
        this.options = options;
        this.entries = new NearTable<>(options.size());
        this.generations = new NearTable<>(options.size());
    }

    /** Holds near what is read of {@code source}, and listens to its announcements from now on. */
    static Near of(InvalidationSource source, NearOptions options) {
        Near near = new Near(source, options);
        source.announceTo(near, options.outageNanos());
        return near;
    }

    /** An entry and the type that it was read as. */
    private record Decoded(TypeRef<?> type, Entry<?> entry) {}

    /** Returns the entry that was read as this type, or null. It may have expired, and its tags may have changed. */
    @SuppressWarnings("unchecked") // of the same type
    <V extends @Nullable Object> @Nullable Entry<V> entry(String key, TypeRef<V> type) {
        Decoded decoded = entries.get(key);
        return decoded != null && decoded.type.equals(type) ? (Entry<V>) decoded.entry : null;
    }

    /** Plants a place for the entry of a key that is about to be read; null while its changes are not announced. */
    @Nullable
    Planting plant(String key) {
        Tracking tracking = source.trackingOf(key);
        return tracking == null ? null : new Planting(key, entries.plant(key, tracking));
    }

    /** A place that waits for the entry of a key. */
    final class Planting {
        private final String key;
        private final Place<Decoded> place;

        private Planting(String key, Place<Decoded> place) {
            this.key = key;
            this.place = place;
        }

        void fill(TypeRef<?> type, Entry<?> entry) {
            entries.fill(key, place, new Decoded(type, entry));
        }

        void uproot() {
            entries.uproot(key, place);
        }
    }

    /** Returns the generations of tags, or null if one of them is not held. */
    long @Nullable [] generations(List<String> tags) {
        long[] found = new long[tags.size()];
        for (int i = 0; i < found.length; i++) {
            Long generation = generations.get(tags.get(i));
            if (generation == null) {
                return null;
            }
            found[i] = generation;
        }
        return found;
    }

    /** Plants places for the generations of tags that are about to be read. */
    TagPlanting plantTags(List<String> tags) {
        return new TagPlanting(
                tags,
                tags.stream()
                        .map(tag -> {
                            Tracking tracking = source.trackingOfTag(tag);
                            return tracking == null ? null : generations.plant(tag, tracking);
                        })
                        .toList());
    }

    /** The places that wait for the generations of tags. */
    final class TagPlanting {
        private final List<String> tags;
        private final List<@Nullable Place<Long>> places;

        private TagPlanting(List<String> tags, List<@Nullable Place<Long>> places) {
            this.tags = tags;
            this.places = places;
        }

        /** Fills the places of tags that exist. */
        void fill(long... current) {
            for (int i = 0; i < current.length; i++) {
                Place<Long> place = places.get(i);
                if (place != null && current[i] != TagStorage.NO_GENERATION) {
                    generations.fill(tags.get(i), place, current[i]);
                } else if (place != null) {
                    generations.uproot(tags.get(i), place);
                }
            }
        }

        void uproot() {
            fill(new long[tags.size()]);
        }
    }

    @Override
    public void changed(Collection<String> keys) {
        keys.forEach(entries::drop);
    }

    @Override
    public void tagsChanged(Collection<String> tags) {
        tags.forEach(generations::drop);
    }

    /** Drops the generations that are others than these. */
    void tagsAre(List<String> tags, long... current) {
        for (int i = 0; i < current.length; i++) {
            Long held = generations.get(tags.get(i));
            if (held == null || held != current[i]) {
                generations.drop(tags.get(i));
            }
        }
    }

    /** Drops the entries of all keys that match. */
    void changedMatching(KeyPattern pattern) {
        entries.dropMatching(pattern::matches);
    }

    /** Drops all entries; tags are no part of what is cleared. */
    void cleared() {
        entries.clear();
    }

    @Override
    public void trackingEnded() {
        entries.sweep();
        generations.sweep();
    }

    /** Drops everything. */
    void close() {
        entries.clear();
        generations.clear();
    }

    /** Tells how much is held and how much may be; never keys. */
    @Override
    public String toString() {
        return "near[" + entries.size() + " of " + options.size() + "]";
    }
}
