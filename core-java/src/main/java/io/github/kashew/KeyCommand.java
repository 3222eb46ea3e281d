package io.github.kashew;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Commands on keys, whatever they hold. */
public sealed interface KeyCommand<R extends @Nullable Object> extends Command<R> {

    /** Deletes what a key holds; answers whether it held something. */
    record Delete(String key) implements KeyCommand<Boolean> {
        @Override
        public CommandKind kind() {
            return CommandKind.DELETE;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public Delete mapKeys(UnaryOperator<String> mapping) {
            return new Delete(mapping.apply(key));
        }

        @Override
        public CompletionStage<Boolean> dispatch(Commands target) {
            return target.delete(this);
        }
    }

    /** Deletes what several keys hold; answers how many held something. */
    record DeleteMany(List<String> keys) implements KeyCommand<Long> {
        /** Copies. */
        public DeleteMany {
            keys = List.copyOf(keys);
        }

        @Override
        public CommandKind kind() {
            return CommandKind.DELETE_MANY;
        }

        @Override
        public DeleteMany mapKeys(UnaryOperator<String> mapping) {
            return new DeleteMany(keys.stream().map(mapping).toList());
        }

        @Override
        public CompletionStage<Long> dispatch(Commands target) {
            return target.deleteMany(this);
        }
    }

    /** Deletes every key that matches; answers how many held something. */
    record DeleteMatch(String pattern) implements KeyCommand<Long> {
        @Override
        public CommandKind kind() {
            return CommandKind.DELETE_MATCH;
        }

        @Override
        public List<String> keys() {
            return List.of(pattern);
        }

        @Override
        public DeleteMatch mapKeys(UnaryOperator<String> mapping) {
            return new DeleteMatch(mapping.apply(pattern));
        }

        @Override
        public CompletionStage<Long> dispatch(Commands target) {
            return target.deleteMatch(this);
        }
    }

    /** Tells whether a key holds something. */
    record Exists(String key) implements KeyCommand<Boolean> {
        @Override
        public CommandKind kind() {
            return CommandKind.EXISTS;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public Exists mapKeys(UnaryOperator<String> mapping) {
            return new Exists(mapping.apply(key));
        }

        @Override
        public CompletionStage<Boolean> dispatch(Commands target) {
            return target.exists(this);
        }
    }

    /** Sets the deadline of a key, in nanoseconds since the epoch: {@link Entry#NEVER} clears it, one that has passed deletes. Answers
     * whether the key existed. */
    record Expire(String key, long expiresAt) implements KeyCommand<Boolean> {
        @Override
        public CommandKind kind() {
            return CommandKind.EXPIRE;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public Expire mapKeys(UnaryOperator<String> mapping) {
            return new Expire(mapping.apply(key), expiresAt);
        }

        @Override
        public CompletionStage<Boolean> dispatch(Commands target) {
            return target.expire(this);
        }
    }

    /** Answers when a key expires, in nanoseconds since the epoch, {@link Entry#NEVER} if it does not, null if it does not exist. */
    record TimeToLive(String key) implements KeyCommand<@Nullable Long> {
        @Override
        public CommandKind kind() {
            return CommandKind.TTL;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public TimeToLive mapKeys(UnaryOperator<String> mapping) {
            return new TimeToLive(mapping.apply(key));
        }

        @Override
        public CompletionStage<@Nullable Long> dispatch(Commands target) {
            return target.timeToLive(this);
        }
    }

    /** Publishes the keys that match. */
    record Scan(String pattern, int batchSize) implements KeyCommand<Flow.Publisher<String>> {
        @Override
        public CommandKind kind() {
            return CommandKind.SCAN;
        }

        @Override
        public List<String> keys() {
            return List.of(pattern);
        }

        @Override
        public Scan mapKeys(UnaryOperator<String> mapping) {
            return new Scan(mapping.apply(pattern), batchSize);
        }

        @Override
        public CompletionStage<Flow.Publisher<String>> dispatch(Commands target) {
            return target.scan(this);
        }
    }

    /** Answers the approximate size of what a key holds, in bytes; 0 if it holds nothing. */
    record Size(String key) implements KeyCommand<Long> {
        @Override
        public CommandKind kind() {
            return CommandKind.SIZE;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public Size mapKeys(UnaryOperator<String> mapping) {
            return new Size(mapping.apply(key));
        }

        @Override
        public CompletionStage<Long> dispatch(Commands target) {
            return target.size(this);
        }
    }
}
