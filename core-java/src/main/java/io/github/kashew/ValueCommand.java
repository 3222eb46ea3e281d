package io.github.kashew;

import io.github.kashew.spi.WriteCondition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Commands that read and write values. */
public sealed interface ValueCommand<R extends @Nullable Object> extends Command<R> {

    /**
     * Looks one key up.
     *
     * @param tags those whose generations are to be read with it, where that saves asking later: see {@link Missing#tags()}
     */
    record Get<V extends @Nullable Object>(String key, TypeRef<V> type, List<String> tags)
            implements ValueCommand<Lookup<V>> {
        /** Copies. */
        public Get {
            tags = List.copyOf(tags);
        }

        /** Looks one key up, and nothing with it. */
        public Get(String key, TypeRef<V> type) {
            this(key, type, List.of());
        }

        @Override
        public CommandKind kind() {
            return CommandKind.GET;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public Get<V> mapKeys(UnaryOperator<String> mapping) {
            return new Get<>(mapping.apply(key), type, tags);
        }

        @Override
        public CompletionStage<Lookup<V>> dispatch(Commands target) {
            return target.get(this);
        }
    }

    /** Looks several keys up, answering in their order; a key may be named twice. */
    record GetMany<V extends @Nullable Object>(List<String> keys, TypeRef<V> type)
            implements ValueCommand<List<Lookup<V>>> {
        /** Copies. */
        public GetMany {
            keys = List.copyOf(keys);
        }

        @Override
        public CommandKind kind() {
            return CommandKind.GET_MANY;
        }

        @Override
        public GetMany<V> mapKeys(UnaryOperator<String> mapping) {
            return new GetMany<>(keys.stream().map(mapping).toList(), type);
        }

        @Override
        public CompletionStage<List<Lookup<V>>> dispatch(Commands target) {
            return target.getMany(this);
        }
    }

    /** Publishes the keys that match and their entries, leaving out those of another type. */
    record GetMatch<V extends @Nullable Object>(String pattern, TypeRef<V> type, int batchSize)
            implements ValueCommand<Flow.Publisher<Map.Entry<String, Entry<V>>>> {
        @Override
        public CommandKind kind() {
            return CommandKind.GET_MATCH;
        }

        @Override
        public List<String> keys() {
            return List.of(pattern);
        }

        @Override
        public GetMatch<V> mapKeys(UnaryOperator<String> mapping) {
            return new GetMatch<>(mapping.apply(pattern), type, batchSize);
        }

        @Override
        public CompletionStage<Flow.Publisher<Map.Entry<String, Entry<V>>>> dispatch(Commands target) {
            return target.getMatch(this);
        }
    }

    /** Stores an entry; answers whether the condition held and it was written. */
    record Set<V extends @Nullable Object>(String key, Entry<V> entry, TypeRef<V> type, WriteCondition condition)
            implements ValueCommand<Boolean> {
        @Override
        public CommandKind kind() {
            return CommandKind.SET;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public Set<V> mapKeys(UnaryOperator<String> mapping) {
            return new Set<>(mapping.apply(key), entry, type, condition);
        }

        @Override
        public CompletionStage<Boolean> dispatch(Commands target) {
            return target.set(this);
        }
    }

    /** Stores several entries, each whatever was there. */
    record SetMany<V extends @Nullable Object>(Map<String, Entry<V>> entries, TypeRef<V> type)
            implements ValueCommand<@Nullable Void> {
        /** Copies, keeping the order. */
        public SetMany {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public CommandKind kind() {
            return CommandKind.SET_MANY;
        }

        @Override
        public List<String> keys() {
            return List.copyOf(entries.keySet());
        }

        @Override
        public SetMany<V> mapKeys(UnaryOperator<String> mapping) {
            Map<String, Entry<V>> mapped = new LinkedHashMap<>();
            entries.forEach((key, entry) -> mapped.put(mapping.apply(key), entry));
            return new SetMany<>(mapped, type);
        }

        @Override
        public CompletionStage<@Nullable Void> dispatch(Commands target) {
            return target.setMany(this);
        }
    }

    /** Reads what is stored, as it is stored: the object in memory, the bytes elsewhere; null where nothing is. */
    record GetRaw(String key) implements ValueCommand<@Nullable Object> {
        @Override
        public CommandKind kind() {
            return CommandKind.GET_RAW;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public GetRaw mapKeys(UnaryOperator<String> mapping) {
            return new GetRaw(mapping.apply(key));
        }

        @Override
        public CompletionStage<@Nullable Object> dispatch(Commands target) {
            return target.getRaw(this);
        }
    }

    /**
     * Stores what is given as it is, past codecs and signatures: any object in memory, bytes elsewhere.
     *
     * @param expiresAt the deadline in nanoseconds since the epoch, or {@link Entry#NEVER}
     */
    record SetRaw(String key, Object value, long expiresAt) implements ValueCommand<@Nullable Void> {
        @Override
        public CommandKind kind() {
            return CommandKind.SET_RAW;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public SetRaw mapKeys(UnaryOperator<String> mapping) {
            return new SetRaw(mapping.apply(key), value, expiresAt);
        }

        @Override
        public CompletionStage<@Nullable Void> dispatch(Commands target) {
            return target.setRaw(this);
        }
    }
}
