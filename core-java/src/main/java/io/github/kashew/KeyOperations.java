package io.github.kashew;

import io.github.kashew.async.StagedPublisher;
import io.github.kashew.async.Stages;
import io.github.kashew.key.KeyRules;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Operations on keys, whatever they hold. */
public interface KeyOperations extends Operations {

    /** What {@link #ttl} answers for a key that does not expire: {@link ChronoUnit#FOREVER}. */
    Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    /** Deletes what {@code key} holds; answers whether it held something. A load of the key that is in flight is not stored. */
    default CompletionStage<Boolean> delete(String key) {
        KeyRules.check(key);
        return commands().delete(new KeyCommand.Delete(key));
    }

    /** Deletes what the keys hold; answers how many held something. */
    default CompletionStage<Long> deleteMany(Collection<String> keys) {
        keys.forEach(KeyRules::check);
        return commands().deleteMany(new KeyCommand.DeleteMany(List.copyOf(keys)));
    }

    /**
     * Deletes every key that matches; answers how many held something.
     *
     * @param pattern a glob: {@code *} for any text, {@code ?} for one character, all else literal
     */
    default CompletionStage<Long> deleteMatch(String pattern) {
        return commands().deleteMatch(new KeyCommand.DeleteMatch(pattern));
    }

    /** Tells whether {@code key} holds something. */
    default CompletionStage<Boolean> exists(String key) {
        KeyRules.check(key);
        return commands().exists(new KeyCommand.Exists(key));
    }

    /**
     * Publishes the keys that match, as a subscriber asks for them; keys that are written meanwhile may be missing.
     *
     * @param pattern a glob: {@code *} for any text, {@code ?} for one character, all else literal
     */
    default Flow.Publisher<String> scan(String pattern) {
        return new StagedPublisher<>(() -> commands().scan(new KeyCommand.Scan(pattern, ValueOperations.BATCH_SIZE)));
    }

    /** Lets {@code key} live for {@code ttl} from now on, or without an end; answers whether it existed. */
    default CompletionStage<Boolean> expire(String key, Ttl ttl) {
        KeyRules.check(key);
        return commands().expire(new KeyCommand.Expire(key, ttl.deadlineAfter(now(key))));
    }

    /** Answers how long {@code key} will live: null if it does not exist, {@link #FOREVER} if it does not expire. */
    default CompletionStage<@Nullable Duration> ttl(String key) {
        KeyRules.check(key);
        return Stages.map(commands().timeToLive(new KeyCommand.TimeToLive(key)), deadline -> {
            if (deadline == null) {
                return null;
            }
            return deadline == Entry.NEVER ? FOREVER : Duration.ofNanos(Math.max(deadline - now(key), 0));
        });
    }

    /** Answers the approximate size of what {@code key} holds, in bytes; 0 if it holds nothing. */
    default CompletionStage<Long> size(String key) {
        KeyRules.check(key);
        return commands().size(new KeyCommand.Size(key));
    }
}
