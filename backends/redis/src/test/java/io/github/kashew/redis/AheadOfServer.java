package io.github.kashew.redis;

import io.github.kashew.async.MappingPublisher;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.KeyPattern;
import io.github.kashew.spi.KeyedRecord;
import io.github.kashew.spi.LeaseGrant;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.TaggedSlot;
import io.github.kashew.spi.WriteCondition;
import io.github.kashew.testkit.ForwardingBackend;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A backend whose time is ahead of its server's by what a clock was set ahead. The contents of the server grow older
 * instead ({@link AgedServer}), so that nobody can tell the difference. The server runs on this machine and has its time.
 */
final class AheadOfServer extends ForwardingBackend<byte[]> {

    private final SteppedClock clock;

    AheadOfServer(Backend<byte[]> target, SteppedClock clock) {
        super(target);
        this.clock = clock;
    }

    private long there(long deadline) {
        return deadline == Stored.NEVER ? deadline : deadline - clock.ahead();
    }

    private long here(long deadline) {
        return deadline == Stored.NEVER || deadline == MISSING ? deadline : deadline + clock.ahead();
    }

    private Stored<byte[]> there(Stored<byte[]> stored) {
        return stored.expiringAt(there(stored.expiresAt()));
    }

    private Stored<byte[]> here(Stored<byte[]> stored) {
        return stored.expiringAt(here(stored.expiresAt()));
    }

    private Slot<byte[]> here(Slot<byte[]> slot) {
        return slot instanceof Stored<byte[]> stored ? here(stored) : slot;
    }

    @Override
    public long now() {
        return clock.nanos();
    }

    @Override
    public boolean isPast(long deadline) {
        return clock.isPast(deadline);
    }

    @Override
    public CompletionStage<Slot<byte[]>> read(String key) {
        return super.read(key).thenApply(this::here);
    }

    @Override
    public CompletionStage<List<Slot<byte[]>>> readAll(List<String> keys) {
        return super.readAll(keys)
                .thenApply(slots -> slots.stream().map(this::here).toList());
    }

    @Override
    public CompletionStage<TaggedSlot<byte[]>> read(String key, List<String> tags) {
        return super.read(key, tags).thenApply(found -> new TaggedSlot<>(here(found.slot()), found.generations()));
    }

    @Override
    public CompletionStage<Boolean> write(String key, Stored<byte[]> stored, WriteCondition condition) {
        return super.write(key, there(stored), condition);
    }

    @Override
    public CompletionStage<Content<byte[]>> content(String key) {
        return super.content(key).thenApply(this::here);
    }

    private Content<byte[]> here(Content<byte[]> content) {
        if (content instanceof Content.Value<byte[]> value) {
            return new Content.Value<>(here(value.stored()));
        }
        if (content instanceof Content.Total<byte[]> total) {
            return new Content.Total<>(total.number(), here(total.expiresAt()));
        }
        if (content instanceof Content.Members<byte[]> members) {
            return new Content.Members<>(members.texts(), here(members.expiresAt()));
        }
        if (content instanceof Content.Fields<byte[]> fields) {
            return new Content.Fields<>(here(fields.expiresAt()));
        }
        return content instanceof Content.Events<byte[]> events
                ? new Content.Events<>(here(events.expiresAt()))
                : content;
    }

    @Override
    public CompletionStage<Boolean> commit(List<Check> checks, List<Change<byte[]>> changes) {
        return super.commit(checks, changes.stream().map(this::there).toList());
    }

    private Change<byte[]> there(Change<byte[]> change) {
        if (change instanceof Change.Write<byte[]> write) {
            return new Change.Write<>(write.key(), there(write.stored()), write.condition());
        }
        if (change instanceof Change.Expire<byte[]> expire) {
            return new Change.Expire<>(expire.key(), there(expire.deadline()));
        }
        if (change instanceof Change.Increment<byte[]> increment) {
            return new Change.Increment<>(increment.key(), increment.by(), there(increment.deadline()));
        }
        return change instanceof Change.AddToSet<byte[]> add
                ? new Change.AddToSet<>(add.key(), add.members(), there(add.deadline()))
                : change;
    }

    @Override
    public CompletionStage<Void> writeAll(Map<String, ? extends Stored<byte[]>> records) {
        return super.writeAll(records.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> there(each.getValue()))));
    }

    @Override
    public CompletionStage<Boolean> expire(String key, long deadline) {
        return super.expire(key, there(deadline));
    }

    @Override
    public CompletionStage<Long> deadline(String key) {
        return super.deadline(key).thenApply(this::here);
    }

    @Override
    public Flow.Publisher<KeyedRecord<byte[]>> scanRecords(KeyPattern pattern, int batchSize) {
        return new MappingPublisher<>(
                super.scanRecords(pattern, batchSize), found -> new KeyedRecord<>(found.key(), here(found.stored())));
    }

    @Override
    public CompletionStage<Long> increment(String key, long by, long deadline) {
        return super.increment(key, by, there(deadline));
    }

    @Override
    public CompletionStage<Long> addToSet(String key, Collection<String> members, long deadline) {
        return super.addToSet(key, members, there(deadline));
    }

    @Override
    public CompletionStage<@Nullable LeaseGrant> acquireLease(String name, String owner, long ttlNanos) {
        return super.acquireLease(name, owner, ttlNanos)
                .thenApply(grant -> grant == null ? null : new LeaseGrant(grant.fencing(), here(grant.expiresAt())));
    }
}
