package io.github.kashew.internal;

import io.github.kashew.async.Stages;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BitFields;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The keys of one store that a transaction has looked at or changed. Thread-safe; there is no limit to their number. */
final class Drafts<S> {

    private final Backend<S> base;
    private final LongPredicate isPast;
    private Map<String, Draft<S>> drafts = new LinkedHashMap<>();
    private DraftTags<S> tags;
    private boolean cleared;

    Drafts(Backend<S> base) {
        this.base = base;
        this.isPast = base::isPast;
        this.tags = new DraftTags<>(base);
    }

    /**
     * What a transaction did to one store.
     *
     * @param cleared whether everything was deleted before the changes
     * @param keys those that were changed
     * @param tags those that were deleted
     */
    record Taken<S>(
            List<Check> checks, List<Change<S>> changes, boolean cleared, List<String> keys, List<String> tags) {

        boolean changesNothing() {
            return changes.isEmpty() && !cleared;
        }
    }

    synchronized Taken<S> take() {
        List<Check> checks = new ArrayList<>();
        List<Change<S>> changes = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        tags.addTo(checks, changes); // before what carries them
        for (Draft<S> draft : drafts.values()) {
            draft.addChecks(checks);
            draft.addChanges(changes);
            if (draft.isChanged()) {
                keys.add(draft.key());
            }
        }
        Taken<S> taken = new Taken<>(checks, changes, cleared, keys, tags.ended());
        drafts = new LinkedHashMap<>();
        tags = new DraftTags<>(base);
        cleared = false;
        return taken;
    }

    synchronized DraftTags<S> tags() {
        return tags;
    }

    private Draft<S> draft(String key) {
        Draft<S> known = drafts.get(key);
        if (known == null) {
            known = new Draft<>(key, isPast);
            if (cleared) {
                known.clear();
            }
            drafts.put(key, known);
        }
        return known;
    }

    /** Does something to a key whatever it holds. */
    synchronized void blindly(String key, Consumer<Draft<S>> work) {
        work.accept(draft(key));
    }

    /** Does something to a key once it is known what it holds. */
    <R extends @Nullable Object> CompletionStage<R> of(String key, Function<Draft<S>, R> work) {
        synchronized (this) {
            Draft<S> draft = draft(key);
            if (draft.isKnown()) {
                try {
                    return Stages.done(work.apply(draft));
                } catch (RuntimeException refused) {
                    return Stages.failed(refused);
                }
            }
        }
        return Stages.map(base.content(key), found -> learned(key, found, work));
    }

    private synchronized <R extends @Nullable Object> R learned(
            String key, Content<S> found, Function<Draft<S>, R> work) {
        Draft<S> draft = draft(key);
        draft.learn(found);
        return work.apply(draft);
    }

    /** Does something to bits once it is known which they are. */
    CompletionStage<long[]> withFields(String key, BitFields fields, Function<Draft<S>, long[]> work) {
        CompletionStage<BitFields> unknown = of(key, draft -> {
            draft.requireFields();
            long[] missing = draft.fields().unknown(fields);
            boolean asks = !draft.isDetached() && draft.wasThere();
            return BitFields.of(fields.width(), asks ? missing : new long[0]);
        });
        return Stages.then(unknown, missing -> {
            if (missing.indexes().length == 0) {
                return of(key, work);
            }
            return Stages.then(
                    base.bits(key, missing),
                    found -> of(key, draft -> {
                        draft.requireFields();
                        draft.fields().learn(missing, found);
                        return work.apply(draft);
                    }));
        });
    }

    synchronized void clear() {
        drafts.clear();
        cleared = true;
    }

    /** Tells whether nothing of the store is seen any more. */
    synchronized boolean hidesAll() {
        return cleared;
    }

    /** Tells whether a key was changed here, or hidden. */
    synchronized boolean hides(String key) {
        Draft<S> draft = drafts.get(key);
        return cleared || draft != null && draft.isChanged();
    }

    /** Returns the keys that were changed here and hold something. */
    synchronized List<String> living(KeyPattern pattern) {
        return drafts.values().stream()
                .filter(draft -> draft.isChanged() && pattern.matches(draft.key()) && draft.exists())
                .map(Draft::key)
                .toList();
    }

    /** Returns the records and counters that were changed here. */
    synchronized List<KeyedRecord<S>> records(KeyPattern pattern) {
        List<KeyedRecord<S>> records = new ArrayList<>();
        for (Draft<S> draft : drafts.values()) {
            if (draft.isChanged()
                    && pattern.matches(draft.key())
                    && DraftContents.slot(draft.content(), base.form()) instanceof Stored<S> stored) {
                records.add(new KeyedRecord<>(draft.key(), stored));
            }
        }
        return records;
    }

    /** Answers how many more keys there are than the store holds; than none if all of it is hidden. */
    CompletionStage<Long> difference() {
        List<String> changed;
        boolean all;
        synchronized (this) {
            all = cleared;
            changed = drafts.values().stream()
                    .filter(Draft::isChanged)
                    .map(Draft::key)
                    .toList();
        }
        List<CompletionStage<Long>> each = changed.stream()
                .map(key -> Stages.map(
                        all ? Stages.done(false) : isThere(key), was -> (exists(key) ? 1L : 0L) - (was ? 1L : 0L)))
                .toList();
        return Stages.map(
                Stages.all(each),
                numbers -> numbers.stream().mapToLong(Long::longValue).sum());
    }

    private CompletionStage<Boolean> isThere(String key) {
        return Stages.map(base.exist(List.of(key)), answers -> answers.get(0));
    }

    private synchronized boolean exists(String key) {
        return draft(key).exists();
    }
}
