package io.github.kashew;

import io.github.kashew.async.MappingPublisher;
import io.github.kashew.async.StagedPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.key.KeyRules;
import io.github.kashew.spi.WriteCondition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reading and writing values by their keys. */
public interface ValueOperations extends Operations {

    /** How many keys a scan asks a store for at a time, unless it is told otherwise. */
    int BATCH_SIZE = 100;

    /**
     * Answers the value of {@code key}, or null where there is none of that type.
     *
     * <p>A stored failure fails the stage. A stored null is answered like an absent value; {@link #entry} tells them apart.
     */
    default <V> CompletionStage<@Nullable V> get(String key, Class<V> type) {
        return get(key, TypeRef.of(type));
    }

    /** As {@link #get(String, Class)}, for types with generic arguments. */
    default <V extends @Nullable Object> CompletionStage<@Nullable V> get(String key, TypeRef<V> type) {
        CompletionStage<Lookup<V>> lookup = commands().get(new ValueCommand.Get<>(key, type));
        return Stages.then(lookup, ValueOperations::outcome);
    }

    @SuppressWarnings("unchecked") // a stage of V is a stage of V or null
    private static <V extends @Nullable Object> CompletionStage<@Nullable V> outcome(Lookup<V> found) {
        return found instanceof Entry<V> entry ? (CompletionStage<@Nullable V>) entry.outcome() : Stages.nothing();
    }

    /** Answers the entry of {@code key} with its times, or null where there is none of that type. */
    default <V extends @Nullable Object> CompletionStage<@Nullable Entry<V>> entry(String key, TypeRef<V> type) {
        KeyRules.check(key);
        return Stages.map(commands().get(new ValueCommand.Get<>(key, type)), Lookup::entry);
    }

    /**
     * Answers the values of those keys that have one, in the order of {@code keys}.
     *
     * <p>A key that holds a stored failure is left out.
     */
    default <V extends @Nullable Object> CompletionStage<Map<String, V>> getMany(
            Collection<String> keys, TypeRef<V> type) {
        keys.forEach(KeyRules::check);
        List<String> asked = List.copyOf(keys);
        return Stages.map(commands().getMany(new ValueCommand.GetMany<>(asked, type)), lookups -> {
            Map<String, V> values = new LinkedHashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                Entry<V> entry = lookups.get(i).entry();
                if (entry != null && entry.failure() == null) {
                    values.put(asked.get(i), entry.value());
                }
            }
            return values;
        });
    }

    /** As {@link #getMany(Collection, TypeRef)}. */
    default <V> CompletionStage<Map<String, V>> getMany(Collection<String> keys, Class<V> type) {
        return getMany(keys, TypeRef.of(type));
    }

    /**
     * Publishes the keys that match and their entries, as a subscriber asks for them.
     *
     * @param pattern a glob: {@code *} for any text, {@code ?} for one character, all else literal
     */
    default <V extends @Nullable Object> Flow.Publisher<Map.Entry<String, Entry<V>>> getMatch(
            String pattern, TypeRef<V> type) {
        return new StagedPublisher<>(() -> commands().getMatch(new ValueCommand.GetMatch<>(pattern, type, BATCH_SIZE)));
    }

    /** As {@link #getMatch(String, TypeRef)}, publishing values. */
    default <V> Flow.Publisher<V> getMatch(String pattern, Class<V> type) {
        return new MappingPublisher<>(
                getMatch(pattern, TypeRef.of(type)),
                found -> found.getValue().failure() == null ? found.getValue().value() : null);
    }

    /** Stores {@code value} for ever, or until there is no space. A ttl that the key had is cleared. */
    default CompletionStage<Boolean> set(String key, Object value) {
        return set(key, value, Ttl.forever());
    }

    /**
     * Stores {@code value} for {@code ttl}, whatever the key held.
     *
     * @throws NullPointerException if {@code value} is null; the method that takes a type stores null, too
     */
    default CompletionStage<Boolean> set(String key, Object value, Ttl ttl) {
        return set(key, value, typeOf(value), ttl, WriteCondition.ALWAYS);
    }

    /** Stores {@code value} for {@code ttl} if the key holds nothing; answers whether it did. */
    default CompletionStage<Boolean> setIfAbsent(String key, Object value, Ttl ttl) {
        return set(key, value, typeOf(value), ttl, WriteCondition.IF_ABSENT);
    }

    /** Stores {@code value} for {@code ttl} if the key holds something; answers whether it did. */
    default CompletionStage<Boolean> setIfPresent(String key, Object value, Ttl ttl) {
        return set(key, value, typeOf(value), ttl, WriteCondition.IF_PRESENT);
    }

    /** Stores {@code value}, which may be null, as a value of {@code type}, if {@code condition} holds. */
    default <V extends @Nullable Object> CompletionStage<Boolean> set(
            String key, V value, TypeRef<V> type, Ttl ttl, WriteCondition condition) {
        KeyRules.check(key);
        long now = now(key);
        Entry<V> entry = Entry.ofValue(value, now, ttl.deadlineAfter(now));
        return commands().set(new ValueCommand.Set<>(key, entry, type, condition));
    }

    /**
     * Stores several values for {@code ttl}, whatever the keys held.
     *
     * @throws NullPointerException if one of the values is null
     */
    default CompletionStage<@Nullable Void> setMany(Map<String, ?> values, Ttl ttl) {
        Map<String, Entry<Object>> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            KeyRules.check(key);
            long now = now(key);
            entries.put(
                    key, Entry.ofValue(Objects.requireNonNull(value, "value of " + key), now, ttl.deadlineAfter(now)));
        });
        return commands().setMany(new ValueCommand.SetMany<>(entries, TypeRef.of(Object.class)));
    }

    @SuppressWarnings("unchecked") // the class of a value is a class of its type
    private static TypeRef<Object> typeOf(Object value) {
        return TypeRef.of((Class<Object>) value.getClass());
    }

    /** Answers what is stored at {@code key} as it is stored: the object in memory, the bytes elsewhere; null where nothing is. */
    default CompletionStage<@Nullable Object> getRaw(String key) {
        KeyRules.check(key);
        return commands().getRaw(new ValueCommand.GetRaw(key));
    }

    /** Stores {@code value} as it is, past codecs and signatures: any object in memory, bytes elsewhere. */
    default CompletionStage<@Nullable Void> setRaw(String key, Object value, Ttl ttl) {
        KeyRules.check(key);
        return commands().setRaw(new ValueCommand.SetRaw(key, value, ttl.deadlineAfter(now(key))));
    }
}
