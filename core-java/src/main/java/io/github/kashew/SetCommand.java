package io.github.kashew;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Commands on sets of texts. */
public sealed interface SetCommand<R extends @Nullable Object> extends Command<R> {

    /** Adds members, lengthening the deadline; answers how many are new. */
    record AddToSet(String key, Set<String> members, long expiresAt) implements SetCommand<Long> {
        /** Copies. */
        public AddToSet {
            members = Set.copyOf(members);
        }

        @Override
        public CommandKind kind() {
            return CommandKind.SET_ADD;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public AddToSet mapKeys(UnaryOperator<String> mapping) {
            return new AddToSet(mapping.apply(key), members, expiresAt);
        }

        @Override
        public CompletionStage<Long> dispatch(Commands target) {
            return target.addToSet(this);
        }
    }

    /** Removes members; answers how many were there. */
    record RemoveFromSet(String key, Set<String> members) implements SetCommand<Long> {
        /** Copies. */
        public RemoveFromSet {
            members = Set.copyOf(members);
        }

        @Override
        public CommandKind kind() {
            return CommandKind.SET_REMOVE;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public RemoveFromSet mapKeys(UnaryOperator<String> mapping) {
            return new RemoveFromSet(mapping.apply(key), members);
        }

        @Override
        public CompletionStage<Long> dispatch(Commands target) {
            return target.removeFromSet(this);
        }
    }

    /** Removes and answers up to {@code count} arbitrary members. */
    record PopFromSet(String key, int count) implements SetCommand<Set<String>> {
        @Override
        public CommandKind kind() {
            return CommandKind.SET_POP;
        }

        @Override
        public List<String> keys() {
            return List.of(key);
        }

        @Override
        public PopFromSet mapKeys(UnaryOperator<String> mapping) {
            return new PopFromSet(mapping.apply(key), count);
        }

        @Override
        public CompletionStage<Set<String>> dispatch(Commands target) {
            return target.popFromSet(this);
        }
    }
}
