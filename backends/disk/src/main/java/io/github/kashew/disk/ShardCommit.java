package io.github.kashew.disk;

import io.github.kashew.spi.Absent;
import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.Slot;
import io.github.kashew.spi.Stored;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Checks and changes of one shard, within a transaction. */
record ShardCommit(Shard shard) {

    /** Returns what a key holds, of any kind. */
    Content<byte[]> content(Session session, String key) throws SQLException {
        Entries.Row row = shard.entries().find(session, Text.bytes(key));
        if (row != null && row.kind() == Kind.COUNTER) {
            return new Content.Total<>(row.number(), row.expiresAt());
        }
        if (row != null && row.kind() == Kind.SET) {
            return new Content.Members<>(shard.sets().members(session, row.id()), row.expiresAt());
        }
        if (row != null && row.kind() == Kind.BITS) {
            return new Content.Fields<>(row.expiresAt());
        }
        if (row != null && row.kind() == Kind.WINDOW) {
            return new Content.Events<>(row.expiresAt());
        }
        Slot<byte[]> slot = shard.records().read(session, key);
        return slot instanceof Stored<byte[]> stored
                ? new Content.Value<>(stored)
                : new Content.Nothing<>(((Absent<byte[]>) slot).epoch());
    }

    boolean holdAll(Session session, List<Check> checks) throws SQLException {
        for (Check check : checks) {
            if (!holds(session, check)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Session session, Check check) throws SQLException {
        if (check instanceof Check.Unchanged unchanged) {
            return unchanged.seen().isSameAs(content(session, unchanged.key()));
        }
        if (check instanceof Check.SameFields same) {
            if (!(content(session, same.key()) instanceof Content.Fields<byte[]>)) {
                return same.values().stream().allMatch(value -> value == 0);
            }
            long[] now = shard.bits().read(session, same.key(), same.fields());
            return same.values().equals(Arrays.stream(now).boxed().toList());
        }
        if (check instanceof Check.SameGeneration same) {
            return TagTable.read(session, same.tag()) == same.generation();
        }
        if (check instanceof Check.Unleased unleased) {
            return LeaseTable.heldUntil(session, unleased.name()) == 0;
        }
        Check.Leased leased = (Check.Leased) check;
        return LeaseTable.isHeld(session, leased.name(), leased.fencing());
    }

    void apply(Session session, List<Change<byte[]>> changes) throws SQLException {
        for (Change<byte[]> change : changes) {
            if (change instanceof Change.Write<byte[]> write) {
                shard.records().check(write.key(), write.stored());
            }
        }
        session.undoably(same -> {
            for (Change<byte[]> change : changes) {
                apply(same, change);
            }
            return true;
        });
    }

    private void apply(Session session, Change<byte[]> change) throws SQLException {
        String key = change.key();
        if (change instanceof Change.Write<byte[]> write) {
            shard.records().write(session, key, write.stored(), write.condition());
        } else if (change instanceof Change.Expire<byte[]> expire) {
            shard.entries().expire(session, key, expire.deadline());
        } else if (change instanceof Change.Increment<byte[]> increment) {
            shard.counters().increment(session, key, increment.by(), increment.deadline());
        } else if (change instanceof Change.IncrementBits<byte[]> increment) {
            shard.bits().increment(session, key, increment.fields(), increment.by());
        } else if (change instanceof Change.AddToSet<byte[]> add) {
            shard.sets().add(session, key, add.members(), add.deadline());
        } else if (change instanceof Change.RemoveFromSet<byte[]> remove) {
            shard.sets().remove(session, key, remove.members());
        } else if (change instanceof Change.ReleaseLease<byte[]> release) {
            LeaseTable.release(session, key, release.owner());
        } else if (change instanceof Change.Generation<byte[]> generation) {
            TagTable.begin(session, key, generation.generation(), generation.ttlNanos());
        } else {
            shard.entries().delete(session, key);
        }
    }

    /** Returns about how many bytes a change adds. */
    static long bytes(Change<byte[]> change) {
        long name = change.key().length() + 64L;
        if (change instanceof Change.Write<byte[]> write) {
            return name + write.stored().payload().length;
        }
        if (change instanceof Change.IncrementBits<byte[]> bits) {
            return name + (long) bits.fields().indexes().length * Schema.PAGE_BYTES;
        }
        return change instanceof Change.AddToSet<byte[]> add
                ? name
                        + add.members().stream()
                                .mapToLong(member -> member.length() + 32L)
                                .sum()
                : name;
    }
}
