package io.github.kashew.testkit;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a backend means, as plainly as it can be said: one map, and every command looks at the clock first.
 *
 * <p>Deadlines are in nanoseconds; {@link Stored#NEVER} stands for never. Not thread-safe.
 */
public final class ReferenceModel {

    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, Held> leases = new HashMap<>();
    private long now;

    /** Makes an empty model that shows {@code now}. */
    public ReferenceModel(long now) {
        this.now = now;
    }

    /** Makes a model that holds the same and goes its own way from now on. */
    public ReferenceModel(ReferenceModel other) {
        this.now = other.now;
        other.held.forEach((key, thing) -> held.put(key, thing.copy()));
        other.leases.forEach((name, lease) -> leases.put(name, lease.copy()));
    }

    /** Lets time pass. */
    public void pass(long nanos) {
        now += nanos;
        held.values().removeIf(thing -> now >= thing.deadline);
        leases.values().removeIf(thing -> now >= thing.deadline);
    }

    /** Returns the time. */
    public long now() {
        return now;
    }

    /** Stores a value, whatever is there. */
    public boolean set(String key, Object value, long deadline) {
        held.put(key, new Held(value, deadline));
        return true;
    }

    /** Stores a value that carries tags, whatever is there. */
    public boolean set(String key, Object value, long deadline, Collection<String> tags) {
        Held thing = new Held(value, deadline);
        thing.tags = Set.copyOf(tags);
        held.put(key, thing);
        return true;
    }

    /** Stores a value where nothing valid is; answers whether it did. */
    public boolean setIfAbsent(String key, Object value, long deadline) {
        return !exists(key) && set(key, value, deadline);
    }

    /** Stores a value over something valid; answers whether it did. */
    public boolean setIfPresent(String key, Object value, long deadline) {
        return exists(key) && set(key, value, deadline);
    }

    /** Invalidates the values that carry one of the tags; they take up their keys until they are removed. */
    public void deleteTags(Collection<String> tags) {
        held.values().stream()
                .filter(thing -> !Collections.disjoint(thing.tags, tags))
                .forEach(thing -> thing.invalid = true);
    }

    /** Removes the values that are invalid; answers how many there were. */
    public long purge() {
        long before = held.size();
        held.values().removeIf(thing -> thing.invalid);
        return before - held.size();
    }

    /** Answers the value of a key or the number of a counter, if it is of {@code type}; null otherwise. */
    public @Nullable Object get(String key, Class<?> type) {
        Held thing = held.get(key);
        Object content = thing == null || thing.invalid ? null : thing.content;
        Object value = content instanceof Counter counter ? (Object) counter.total : content;
        return type.isInstance(value) && !(value instanceof Collection) && !(value instanceof Map) ? value : null;
    }

    /** Deletes what keys hold; answers how many held something. */
    public long delete(Collection<String> keys) {
        return keys.stream().filter(key -> held.remove(key) != null).count();
    }

    /** Deletes everything. */
    public void clear() {
        held.clear();
    }

    /** Tells whether a key holds something valid. */
    public boolean exists(String key) {
        Held thing = held.get(key);
        return thing != null && !thing.invalid;
    }

    /** Moves the deadline; answers whether the key existed. */
    public boolean expire(String key, long deadline) {
        Held thing = held.get(key);
        if (thing == null) {
            return false;
        }
        thing.deadline = deadline;
        pass(0);
        return true;
    }

    /** Answers the deadline of a key, or null if it does not exist. */
    public @Nullable Long deadline(String key) {
        Held thing = held.get(key);
        return thing == null ? null : (Long) thing.deadline;
    }

    /** Returns the keys in their order. */
    public Set<String> keys() {
        return new TreeSet<>(held.keySet());
    }

    /** Adds to a counter; answers the total. */
    public long increment(String key, long by, long deadline) {
        Held thing = of(Counter.class, key);
        long total = (thing == null ? 0 : ((Counter) thing.content).total) + by;
        held.put(key, new Held(new Counter(total), thing == null ? deadline : thing.deadline));
        return total;
    }

    /** Answers a field of bits. */
    public long bits(String key, int field) {
        Held thing = of(Fields.class, key);
        return thing == null ? 0 : ((Fields) thing.content).getOrDefault(field, 0L);
    }

    /** Adds to a field of bits that stops at zero and at {@code most}; answers it. */
    public long incrementBits(String key, int field, long by, long most) {
        long next = Math.max(0, Math.min(most, bits(key, field) + by));
        Fields fields = (Fields) held.computeIfAbsent(key, none -> new Held(new Fields(), Stored.NEVER)).content;
        fields.put(field, next);
        return next;
    }

    /** Counts an event; answers the count with it, or one more than {@code limit}. */
    public long event(String key, long window, long limit) {
        Held thing = of(Events.class, key);
        Events events = thing == null ? new Events() : (Events) thing.content;
        events.removeIf(time -> time <= now - window);
        if (events.isEmpty()) {
            held.remove(key);
        }
        if (events.size() >= limit) {
            return limit + 1;
        }
        events.add(now);
        held.put(key, new Held(events, now + window));
        return events.size();
    }

    /** Adds members to a set; answers how many are new. */
    public long addToSet(String key, Collection<String> members, long deadline) {
        Held thing = of(Members.class, key);
        if (members.isEmpty()) {
            return 0;
        }
        Members set = thing == null ? new Members() : (Members) thing.content;
        held.put(key, new Held(set, thing == null ? deadline : Math.max(thing.deadline, deadline)));
        return members.stream().filter(set::add).count();
    }

    /** Removes members; answers how many were there. */
    public long removeFromSet(String key, Collection<String> members) {
        Held thing = of(Members.class, key);
        if (thing == null) {
            return 0;
        }
        Members set = (Members) thing.content;
        long removed = members.stream().filter(set::remove).count();
        if (set.isEmpty()) {
            held.remove(key);
        }
        return removed;
    }

    /** Returns the members of a set. */
    public Set<String> members(String key) {
        Held thing = of(Members.class, key);
        return thing == null ? Set.of() : Set.copyOf((Members) thing.content);
    }

    /** Gives a lease; answers whether {@code owner} holds it now. */
    public boolean acquireLease(String name, String owner, long nanos) {
        Held lease = leases.get(name);
        if (lease != null && !lease.content.equals(owner)) {
            return false;
        }
        leases.put(name, new Held(owner, now + nanos));
        return true;
    }

    /** Takes a lease back; answers whether {@code owner} held it. */
    public boolean releaseLease(String name, String owner) {
        Held lease = leases.get(name);
        return lease != null && lease.content.equals(owner) && leases.remove(name) != null;
    }

    /** Tells whether anybody holds a lease. */
    public boolean isLeased(String name) {
        return leases.containsKey(name);
    }

    /** Lets leases be held as they are in {@code other}. */
    public void takeLeasesOf(ReferenceModel other) {
        leases.clear();
        other.leases.forEach((name, lease) -> leases.put(name, lease.copy()));
    }

    private @Nullable Held of(Class<?> kind, String key) {
        Held thing = held.get(key);
        if (thing != null && !kind.isInstance(thing.content)) {
            throw new BackendException(key + " holds something else");
        }
        return thing;
    }

    private static final class Held {
        private final Object content;
        private long deadline;
        private Set<String> tags = Set.of();
        private boolean invalid;

        Held(Object content, long deadline) {
            this.content = content;
            this.deadline = deadline;
        }

        Held copy() {
            Held same = new Held(copyOf(content), deadline);
            same.tags = tags;
            same.invalid = invalid;
            return same;
        }

        private static Object copyOf(Object content) {
            if (content instanceof Fields fields) {
                return fields.clone();
            }
            if (content instanceof Events events) {
                return events.clone();
            }
            return content instanceof Members members ? members.clone() : content;
        }
    }

    private record Counter(long total) {}

    private static final class Fields extends HashMap<Integer, Long> {}

    private static final class Events extends ArrayList<Long> {}

    private static final class Members extends HashSet<String> {}

    /** Lists what each key holds and until when. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        keys().forEach(key -> {
            Held thing = held.get(key);
            if (thing != null) {
                lines.add(key + "=" + thing.content + (thing.invalid ? " (invalid)" : "")
                        + (thing.deadline == Stored.NEVER ? "" : "@" + (thing.deadline - now)));
            }
        });
        return String.join(", ", lines);
    }
}
