package io.github.kashew;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Commands on whole stores: one for each route that has its turn. */
public sealed interface StoreCommand<R extends @Nullable Object> extends Command<R> {

    /** Completes when the store answers. */
    record Ping() implements StoreCommand<@Nullable Void> {
        @Override
        public CommandKind kind() {
            return CommandKind.PING;
        }

        @Override
        public List<String> keys() {
            return List.of();
        }

        @Override
        public Ping mapKeys(UnaryOperator<String> mapping) {
            return this;
        }

        @Override
        public CompletionStage<@Nullable Void> dispatch(Commands target) {
            return target.ping(this);
        }
    }

    /** Answers how many keys there are; may include some that have expired, or were invalidated by a tag. */
    record Count() implements StoreCommand<Long> {
        @Override
        public CommandKind kind() {
            return CommandKind.COUNT;
        }

        @Override
        public List<String> keys() {
            return List.of();
        }

        @Override
        public Count mapKeys(UnaryOperator<String> mapping) {
            return this;
        }

        @Override
        public CompletionStage<Long> dispatch(Commands target) {
            return target.count(this);
        }
    }

    /** Removes entries that were invalidated by a tag; answers how many. */
    record Purge() implements StoreCommand<Long> {
        @Override
        public CommandKind kind() {
            return CommandKind.PURGE;
        }

        @Override
        public List<String> keys() {
            return List.of();
        }

        @Override
        public Purge mapKeys(UnaryOperator<String> mapping) {
            return this;
        }

        @Override
        public CompletionStage<Long> dispatch(Commands target) {
            return target.purge(this);
        }
    }

    /** Deletes everything. */
    record Clear() implements StoreCommand<@Nullable Void> {
        @Override
        public CommandKind kind() {
            return CommandKind.CLEAR;
        }

        @Override
        public List<String> keys() {
            return List.of();
        }

        @Override
        public Clear mapKeys(UnaryOperator<String> mapping) {
            return this;
        }

        @Override
        public CompletionStage<@Nullable Void> dispatch(Commands target) {
            return target.clear(this);
        }
    }
}
