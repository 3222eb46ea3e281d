package io.github.kashew.memory;

import io.github.kashew.spi.CacheClock;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Commits of transactions, one at a time.
 *
 * <p>Those who write without a transaction do not wait for them. So each key is checked once more under its lock before it is
 * changed, and if it is no longer what it was, what was changed before is put back.
 */
final class Commits {

    private final Items items;
    private final Epochs epochs;
    private final LeaseTable leases;
    private final TagTable tags;
    private final CacheClock clock;
    private final boolean bytes;

    Commits(Items items, Epochs epochs, LeaseTable leases, TagTable tags, CacheClock clock, boolean bytes) {
        this.items = items;
        this.epochs = epochs;
        this.leases = leases;
        this.tags = tags;
        this.clock = clock;
        this.bytes = bytes;
    }

    synchronized boolean commit(List<Check> checks, List<Change<Object>> changes) {
        if (!checks.stream().allMatch(this::holds)) {
            return false;
        }
        Map<String, List<Check>> checksOfKeys =
                checks.stream().filter(check -> keyOf(check) != null).collect(Collectors.groupingBy(Commits::keyOf));
        Map<String, List<Change<Object>>> changesOfKeys = new LinkedHashMap<>();
        List<Change.ReleaseLease<Object>> released = new ArrayList<>();
        for (Change<Object> change : changes) {
            if (change instanceof Change.Generation<Object> generation) {
                tags.begin(generation.key(), generation.generation(), generation.ttlNanos());
            } else if (change instanceof Change.ReleaseLease<Object> release) {
                released.add(release);
            } else {
                changesOfKeys
                        .computeIfAbsent(change.key(), key -> new ArrayList<>())
                        .add(change);
            }
        }
        changesOfKeys.forEach(this::raise);
        List<Changed> done = new ArrayList<>();
        try {
            for (Map.Entry<String, List<Change<Object>>> one : changesOfKeys.entrySet()) {
                List<Check> own = checksOfKeys.getOrDefault(one.getKey(), List.of());
                if (!change(one.getKey(), own, one.getValue(), done)) {
                    putBack(done);
                    return false;
                }
            }
        } catch (RuntimeException refused) {
            putBack(done);
            throw refused;
        }
        released.forEach(release -> leases.releaseLease(release.key(), release.owner()));
        return true;
    }

    private static @Nullable String keyOf(Check check) {
        if (check instanceof Check.Unchanged unchanged) {
            return unchanged.key();
        }
        return check instanceof Check.SameFields same ? same.key() : null;
    }

    private boolean holds(Check check) {
        if (check instanceof Check.SameGeneration same) {
            return tags.read(List.of(same.tag()))[0] == same.generation();
        }
        if (check instanceof Check.Unleased unleased) {
            return !leases.isHeld(unleased.name());
        }
        if (check instanceof Check.Leased leased) {
            return leases.isHeld(leased.name(), leased.fencing());
        }
        return items.look(String.valueOf(keyOf(check)), live -> holds(check, live));
    }

    private static boolean holds(Check check, @Nullable Stored<Object> live) {
        if (check instanceof Check.SameFields same) {
            long[] now = live instanceof Bits bits
                    ? bits.read(same.fields())
                    : new long[same.fields().indexes().length];
            return same.values().equals(Arrays.stream(now).boxed().toList());
        }
        return ((Check.Unchanged) check).seen().isSameAs(Contents.of(live, 0));
    }

    private void raise(String key, List<Change<Object>> changes) {
        boolean replaces = changes.stream()
                .anyMatch(change -> change instanceof Change.Delete<Object>
                        || change instanceof Change.Write<Object> write && write.condition() == WriteCondition.ALWAYS);
        if (replaces) {
            epochs.raise(key);
        }
    }

    /** A key that was changed. */
    private record Changed(
            String key,
            @Nullable Stored<Object> before,
            @Nullable Stored<Object> after) {}

    private boolean change(String key, List<Check> checks, List<Change<Object>> changes, List<Changed> done) {
        boolean[] holding = {true};
        items.change(key, live -> {
            holding[0] = checks.stream().allMatch(check -> holds(check, live));
            if (!holding[0]) {
                return live;
            }
            Stored<Object> next = live;
            for (Change<Object> change : changes) {
                next = apply(change, next);
            }
            done.add(new Changed(key, live, next));
            return next;
        });
        return holding[0];
    }

    private void putBack(List<Changed> done) {
        for (Changed changed : done) {
            items.change(changed.key(), now -> now == changed.after() ? changed.before() : now);
        }
    }

    private @Nullable Stored<Object> apply(Change<Object> change, @Nullable Stored<Object> live) {
        String key = change.key();
        if (change instanceof Change.Write<Object> write) {
            return epochs.holds(write.condition(), key, live) ? write.stored() : live;
        }
        if (change instanceof Change.Expire<Object> expire) {
            boolean isOver = expire.deadline() != Stored.NEVER && clock.isPast(expire.deadline());
            return live == null || isOver ? null : live.expiringAt(expire.deadline());
        }
        if (change instanceof Change.Increment<Object> increment) {
            return Numbers.incremented(key, live, increment.by(), increment.deadline(), bytes);
        }
        if (change instanceof Change.IncrementBits<Object> increment) {
            Bits bits = Numbers.bits(key, live).copy();
            bits.increment(increment.fields(), increment.by());
            return bits;
        }
        if (change instanceof Change.AddToSet<Object> add) {
            return TextSets.added(key, live, add.members(), add.deadline());
        }
        if (change instanceof Change.RemoveFromSet<Object> remove) {
            Members known = TextSets.members(key, live);
            if (known == null) {
                return null;
            }
            Members rest = known.copy();
            Set<String> texts = rest.texts();
            texts.removeAll(remove.members());
            return texts.isEmpty() ? null : rest;
        }
        return null; // a deletion
    }
}
