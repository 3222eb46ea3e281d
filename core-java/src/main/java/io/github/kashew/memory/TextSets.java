package io.github.kashew.memory;

import io.github.kashew.spi.Stored;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets of texts among the items of a memory backend. */
final class TextSets {

    private final Items items;

    TextSets(Items items) {
        this.items = items;
    }

    long add(String key, Collection<String> members, long deadline) {
        long[] added = new long[1];
        items.change(key, live -> {
            Members known = members(key, live);
            if (members.isEmpty()) {
                return known;
            }
            Members set =
                    known == null ? new Members(deadline) : known.expiringAt(Math.max(known.expiresAt(), deadline));
            added[0] = members.stream().filter(set.texts()::add).count();
            return set;
        });
        return added[0];
    }

    long remove(String key, Collection<String> members) {
        long[] removed = new long[1];
        items.change(key, live -> {
            Members set = members(key, live);
            if (set == null) {
                return null;
            }
            removed[0] = members.stream().filter(set.texts()::remove).count();
            return set.texts().isEmpty() ? null : set;
        });
        return removed[0];
    }

    Set<String> pop(String key, int count) {
        Set<String> popped = new HashSet<>();
        items.change(key, live -> {
            Members set = members(key, live);
            if (set == null) {
                return null;
            }
            Iterator<String> texts = set.texts().iterator();
            while (popped.size() < count && texts.hasNext()) {
                popped.add(texts.next());
                texts.remove();
            }
            return set.texts().isEmpty() ? null : set;
        });
        return popped;
    }

    /** Returns what a set becomes, as a copy. */
    static @Nullable Members added(
            String key, @Nullable Stored<Object> live, Collection<String> members, long deadline) {
        Members known = members(key, live);
        if (members.isEmpty()) {
            return known;
        }
        Members set =
                known == null ? new Members(deadline) : known.copy().expiringAt(Math.max(known.expiresAt(), deadline));
        set.texts().addAll(members);
        return set;
    }

    static @Nullable Members members(String key, @Nullable Stored<Object> live) {
        if (live == null || live instanceof Members) {
            return (Members) live;
        }
        throw Item.otherKind(key, live, "a set");
    }
}
