package io.github.kashew;

import io.github.kashew.spi.BitFields;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Commands on counters, bits and sliding windows. */
public sealed interface NumberCommand<R extends @Nullable Object> extends Command<R> {

    /** Adds to a counter, which is given the deadline if it is new; answers the total. */
    record Increment(String key, long by, long expiresAt) implements NumberCommand<Long> {
        @Override
        public CommandKind kind() {
            return CommandKind.INCREMENT;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public Increment mapKeys(UnaryOperator<String> mapping) {
            return new Increment(mapping.apply(key), by, expiresAt);
        }

        @Override
        public CompletionStage<Long> dispatch(Commands target) {
            return target.increment(this);
        }
    }

    /** Answers fields of bits. */
    record GetBits(String key, BitFields fields) implements NumberCommand<long[]> {
        @Override
        public CommandKind kind() {
            return CommandKind.GET_BITS;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public GetBits mapKeys(UnaryOperator<String> mapping) {
            return new GetBits(mapping.apply(key), fields);
        }

        @Override
        public CompletionStage<long[]> dispatch(Commands target) {
            return target.getBits(this);
        }
    }

    /** Adds to fields of bits, saturating; answers them. */
    record IncrementBits(String key, BitFields fields, long by) implements NumberCommand<long[]> {
        @Override
        public CommandKind kind() {
            return CommandKind.INCREMENT_BITS;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public IncrementBits mapKeys(UnaryOperator<String> mapping) {
            return new IncrementBits(mapping.apply(key), fields, by);
        }

        @Override
        public CompletionStage<long[]> dispatch(Commands target) {
            return target.incrementBits(this);
        }
    }

    /** Counts an event in a sliding window up to a limit; answers the count. */
    record SlidingCount(String key, long windowNanos, long limit) implements NumberCommand<Long> {
        @Override
        public CommandKind kind() {
            return CommandKind.SLIDING_COUNT;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public SlidingCount mapKeys(UnaryOperator<String> mapping) {
            return new SlidingCount(mapping.apply(key), windowNanos, limit);
        }

        @Override
        public CompletionStage<Long> dispatch(Commands target) {
            return target.slidingCount(this);
        }
    }
}
