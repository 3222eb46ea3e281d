package io.github.kashew.internal;

import io.github.kashew.spi.Change;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The changes of one key in a transaction, as few as bring about the same. Guarded by the lock of the overlay. */
final class DraftSteps<S> {

    private final String key;
    private final List<Change<S>> steps = new ArrayList<>();

    DraftSteps(String key) {
        this.key = key;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    void add(Change<S> step) {
        steps.add(step);
    }

    private void only(Change<S> step) {
        steps.clear();
        steps.add(step);
    }

    private @Nullable Change<S> last() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1);
    }

    private void replaceLast(Change<S> step) {
        steps.set(steps.size() - 1, step);
    }

    void write(Stored<S> stored) {
        only(new Change.Write<>(key, stored, WriteCondition.ALWAYS));
    }

    /**
     * Adds a write that a load has asked for.
     *
     * @param asFound whether the key was until then what the store holds, so that the condition is one of the store
     */
    void load(Stored<S> stored, WriteCondition condition, boolean asFound) {
        if (asFound) {
            add(new Change.Write<>(key, stored, condition));
        } else if (last() instanceof Change.Write<S> write) {
            replaceLast(new Change.Write<>(key, stored, write.condition()));
        } else if (condition instanceof WriteCondition.SameWrite) {
            write(stored);
        }
        // after a deletion the store is not asked for its epoch: what is loaded stays in the transaction
    }

    void delete() {
        only(new Change.Delete<>(key));
    }

    /** Forgets changes of something that is gone, where something else may begin. */
    void beginAnew() {
        if (!isEmpty()) {
            delete();
        }
    }

    boolean endWithRemoval() {
        return last() instanceof Change.RemoveFromSet<S>;
    }

    void expire(long deadline) {
        if (last() instanceof Change.Write<S> write) {
            replaceLast(new Change.Write<>(key, write.stored().expiringAt(deadline), write.condition()));
        } else if (last() instanceof Change.Expire<S>) {
            replaceLast(new Change.Expire<>(key, deadline));
        } else {
            add(new Change.Expire<>(key, deadline));
        }
    }

    void increment(long by, long deadline) {
        if (last() instanceof Change.Increment<S> before && !wouldOverflow(before.by(), by)) {
            replaceLast(new Change.Increment<>(key, before.by() + by, before.deadline()));
        } else {
            add(new Change.Increment<>(key, by, deadline));
        }
    }

    private static boolean wouldOverflow(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0;
    }

    /** Adds all to a commit; what would be past its deadline is deleted. */
    void addTo(List<Change<S>> commit, LongPredicate isPast) {
        for (Change<S> step : steps) {
            boolean isOver = step instanceof Change.Write<S> write
                    && isPast.test(write.stored().expiresAt());
            commit.add(isOver ? new Change.Delete<>(key) : step);
        }
    }
}
