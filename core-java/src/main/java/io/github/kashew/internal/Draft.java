package io.github.kashew.internal;

import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One key in a transaction: what the store held when it was first asked, what the key holds now, and the changes from one to
 * the other. Guarded by the lock of its overlay.
 */
final class Draft<S> {

    private final String key;
    private final LongPredicate isPast;
    private final DraftSteps<S> steps;
    private final DraftFields fields;
    private @Nullable Content<S> seen;
    private @Nullable Content<S> current;
    private boolean detached;

    Draft(String key, LongPredicate isPast) {
        this.key = key;
        this.isPast = isPast;
        this.steps = new DraftSteps<>(key);
        this.fields = new DraftFields(key);
    }

    String key() {
        return key;
    }

    /** Tells whether {@link #content} can be answered. */
    boolean isKnown() {
        return seen != null || current != null;
    }

    boolean isChanged() {
        return !steps.isEmpty();
    }

    /** Tells whether nothing of what the store holds shows through. */
    boolean isDetached() {
        return detached;
    }

    DraftFields fields() {
        return fields;
    }

    /** Takes note of what the store holds, unless that is known. */
    void learn(Content<S> found) {
        if (seen == null) {
            seen = found;
        }
    }

    /** Tells whether the store held something when it was asked. */
    boolean wasThere() {
        return seen != null && !(seen instanceof Content.Nothing<S>);
    }

    /** Returns what the key holds in this transaction. */
    Content<S> content() {
        Content<S> held = current == null ? seen : current;
        if (held == null) {
            throw new IllegalStateException("the store was not asked for " + Printable.text(key));
        }
        if (!(held instanceof Content.Nothing<S>) && isPast.test(held.expiresAt())) {
            held = nothing();
            hold(held);
        }
        return held;
    }

    boolean exists() {
        return !(content() instanceof Content.Nothing<S>);
    }

    /** Holds something that hides what the store holds. */
    private void hold(Content<S> content) {
        current = content;
        detached = true;
        fields.forget();
    }

    /** An epoch of its own: what is loaded after a deletion in a transaction is for the transaction. */
    private static <S> Content<S> nothing() {
        return new Content.Nothing<>(ThreadLocalRandom.current().nextLong());
    }

    /** Begins as if the store held nothing. */
    void clear() {
        hold(nothing());
    }

    void replace(Stored<S> stored) {
        hold(new Content.Value<>(stored));
        steps.write(stored);
    }

    boolean write(Stored<S> stored, WriteCondition condition) {
        Content<S> held = content();
        if (!holds(condition, held)) {
            return false;
        }
        if (!WriteCondition.isOfLoad(condition)) {
            replace(stored);
            return true;
        }
        boolean asFound = steps.isEmpty() && !detached;
        hold(new Content.Value<>(stored));
        steps.load(stored, condition, asFound);
        return true;
    }

    private static boolean holds(WriteCondition condition, Content<?> held) {
        if (condition instanceof WriteCondition.SameWrite same) {
            return held instanceof Content.Value<?> value && value.stored().writeId() == same.writeId()
                    || held instanceof Content.Total<?> total && total.number() == same.writeId();
        }
        if (condition instanceof WriteCondition.SameEpoch same) {
            return held instanceof Content.Nothing<?> nothing && nothing.epoch() == same.epoch();
        }
        return condition instanceof WriteCondition.Always
                || condition instanceof WriteCondition.IfAbsent == held instanceof Content.Nothing<?>;
    }

    boolean delete() {
        boolean existed = exists();
        hold(nothing());
        steps.delete();
        return existed;
    }

    boolean expire(long deadline) {
        if (deadline != Stored.NEVER && isPast.test(deadline)) {
            return delete();
        }
        Content<S> held = content();
        if (held instanceof Content.Nothing<S>) {
            return false;
        }
        current = DraftContents.expiringAt(held, deadline);
        steps.expire(deadline);
        return true;
    }

    long increment(long by, long deadline) {
        Content<S> held = content();
        if (!(held instanceof Content.Nothing<S> || held instanceof Content.Total<S>)) {
            throw otherKind("a counter");
        }
        if (held instanceof Content.Nothing<S>) {
            steps.beginAnew();
        }
        long before = held instanceof Content.Total<S> counter ? counter.number() : 0;
        long total;
        try {
            total = Math.addExact(before, by);
        } catch (ArithmeticException overflow) {
            throw new BackendException(
                    "counter " + Printable.text(key) + " is " + before + ", adding " + by + " would exceed 64 bits");
        }
        current = new Content.Total<>(total, held instanceof Content.Total<S> counter ? counter.expiresAt() : deadline);
        steps.increment(by, deadline);
        return total;
    }

    /** Refuses a change of bits if the key holds something else. */
    void requireFields() {
        Content<S> held = content();
        if (!(held instanceof Content.Nothing<S> || held instanceof Content.Fields<S>)) {
            throw otherKind("bits");
        }
    }

    /** Takes note of a change of bits. */
    void changed(Change.IncrementBits<S> change) {
        if (content() instanceof Content.Nothing<S>) {
            steps.beginAnew();
            current = new Content.Fields<>(Stored.NEVER);
        }
        steps.add(change);
    }

    long add(Set<String> members, long deadline) {
        Content.Members<S> held = members();
        if (members.isEmpty()) {
            return 0;
        }
        if (held == null && !steps.endWithRemoval()) {
            steps.beginAnew();
        }
        Set<String> texts = new HashSet<>(held == null ? Set.of() : held.texts());
        long added = members.stream().filter(texts::add).count();
        current = new Content.Members<>(texts, held == null ? deadline : Math.max(held.expiresAt(), deadline));
        steps.add(new Change.AddToSet<>(key, members, deadline));
        return added;
    }

    long remove(Collection<String> members) {
        Content.Members<S> held = members();
        if (held == null) {
            return 0;
        }
        Set<String> texts = new HashSet<>(held.texts());
        Set<String> removed = new LinkedHashSet<>();
        for (String member : members) {
            if (texts.remove(member)) {
                removed.add(member);
            }
        }
        if (!removed.isEmpty()) {
            current = texts.isEmpty() ? nothing() : new Content.Members<>(texts, held.expiresAt());
            steps.add(new Change.RemoveFromSet<>(key, removed));
        }
        return removed.size();
    }

    Set<String> pop(int count) {
        Content.Members<S> held = members();
        if (held == null) {
            return Set.of();
        }
        Set<String> popped = new HashSet<>();
        held.texts().stream().limit(count).forEach(popped::add);
        remove(popped);
        return popped;
    }

    private Content.@Nullable Members<S> members() {
        Content<S> held = content();
        if (held instanceof Content.Nothing<S>) {
            return null;
        }
        if (held instanceof Content.Members<S> members) {
            return members;
        }
        throw otherKind("a set");
    }

    private BackendException otherKind(String wanted) {
        return new BackendException("key " + Printable.text(key) + " holds "
                + content().kind() + ", not " + wanted + ": delete it first, or use another key");
    }

    /** Adds what must still be so for what was read to be true. */
    void addChecks(List<Check> checks) {
        if (seen != null) {
            // what has expired since is to be gone, not to be there
            boolean isOver = wasThere() && isPast.test(seen.expiresAt());
            checks.add(new Check.Unchanged(key, isOver ? new Content.Nothing<S>(0) : seen));
        }
        checks.addAll(fields.checks());
    }

    /** Adds what is to be done. */
    void addChanges(List<Change<S>> all) {
        steps.addTo(all, isPast);
    }
}
