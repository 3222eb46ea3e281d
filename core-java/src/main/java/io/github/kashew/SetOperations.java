package io.github.kashew;

import io.github.kashew.key.KeyRules;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Sets of texts. A set exists while it has members.
 *
 * <p>A change of a key that holds something of another kind fails with {@link io.github.kashew.error.BackendException}.
 */
public interface SetOperations extends Operations {

    /** Adds members for ever; answers how many are new. */
    default CompletionStage<Long> addToSet(String key, Set<String> members) {
        return addToSet(key, members, Ttl.forever());
    }

    /** Adds members, letting the set live for at least {@code ttl} from now on; answers how many are new. */
    default CompletionStage<Long> addToSet(String key, Set<String> members, Ttl ttl) {
        KeyRules.check(key);
        return commands().addToSet(new SetCommand.AddToSet(key, members, ttl.deadlineAfter(now(key))));
    }

    /** Removes members; answers how many were there. */
    default CompletionStage<Long> removeFromSet(String key, Set<String> members) {
        KeyRules.check(key);
        return commands().removeFromSet(new SetCommand.RemoveFromSet(key, members));
    }

    /**
     * Removes and answers up to {@code count} arbitrary members.
     *
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    default CompletionStage<Set<String>> popFromSet(String key, int count) {
        KeyRules.check(key);
        if (count < 1) {
            throw new IllegalArgumentException("count must be 1 or more, was " + count);
        }
        return commands().popFromSet(new SetCommand.PopFromSet(key, count));
    }
}
