package io.github.kashew.disk;

import io.github.kashew.spi.BackendContext;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One file: who writes to it, who reads it, and what is in it. */
final class Shard {

    private final ShardFiles files;
    private final GroupQueue writes;
    private final GroupQueue reads;
    private final boolean inlineReads;
    private final Room room;
    private final Entries entries;
    private final Records records;
    private final Counters counters;
    private final BitTable bits;
    private final SetTable sets;
    private final WindowTable windows;

    Shard(OpenDirectory directory, int index, DiskOptions options, BackendContext context) {
        Touches touches = new Touches();
        Epochs epochs = new Epochs();
        room = new Room(options.share(), options.eviction(), touches);
        files = new ShardFiles(directory, index, options.shards(), context.clock());
        inlineReads = options.inlineReads();
        entries = new Entries(epochs);
        records = new Records(entries, epochs, touches, options.eviction(), room.largestValue());
        counters = new Counters(entries);
        bits = new BitTable(entries);
        sets = new SetTable(entries);
        windows = new WindowTable(entries);
        writes = new GroupQueue(
                "kashew-disk-write-" + index,
                new Transactions(source(options, context), context, "BEGIN IMMEDIATE", room),
                room.largestGroup(),
                context.executor());
        reads = new GroupQueue(
                "kashew-disk-read-" + index,
                new Transactions(source(options, context), context, "BEGIN", null),
                room.largestGroup(),
                context.executor());
    }

    private SessionSource source(DiskOptions options, BackendContext context) {
        return new SessionSource(files, context.clock(), options.timeoutMillis(), room.checkpointPages());
    }

    Entries entries() {
        return entries;
    }

    Records records() {
        return records;
    }

    Counters counters() {
        return counters;
    }

    BitTable bits() {
        return bits;
    }

    SetTable sets() {
        return sets;
    }

    WindowTable windows() {
        return windows;
    }

    /** Reads what belongs together, all of one moment. */
    <R extends @Nullable Object> CompletionStage<R> read(Work<R> work) {
        return read(new Pending<>(work, 0, true));
    }

    /** Reads by statements that need not be of one moment: without a transaction, if nobody else reads meanwhile. */
    <R extends @Nullable Object> CompletionStage<R> readLoosely(Work<R> work) {
        return read(new Pending<>(work, 0, false));
    }

    private <R extends @Nullable Object> CompletionStage<R> read(Pending<R> call) {
        return inlineReads ? reads.here(call) : reads.submit(call);
    }

    <R extends @Nullable Object> CompletionStage<R> write(Work<R> work) {
        return write(0, work);
    }

    /** Does something that adds {@code bytes}. */
    <R extends @Nullable Object> CompletionStage<R> write(long bytes, Work<R> work) {
        return writes.submit(new Pending<>(work, bytes, true));
    }

    /** Removes what has expired, and looks after the file; answers whether there may be more to remove. */
    CompletionStage<Boolean> upkeep() {
        return write(session -> {
            look();
            room.applyTouches(session);
            LeaseTable.purge(session);
            TagTable.purge(session);
            boolean more = entries.purge(session);
            room.shrink(session);
            return more;
        });
    }

    private void look() throws SQLException {
        if (!files.check()) {
            throw new ShardFiles.GoneException(files.name()); // what else is in the transaction belongs to the new file
        }
    }

    /** Takes its file into use, for who is alone with the directory. */
    void claim() throws IOException {
        files.claim();
    }

    /** Lets what waits be done, and refuses what comes later; tells when the file is closed. */
    CompletionStage<Boolean> close() {
        return writes.close().thenCombine(reads.close(), Boolean::logicalAnd);
    }

    /** Waits for the end after {@link #close}, and tells whether it came in time; what still waits fails then. */
    boolean awaitEnd(long millis) {
        boolean written = writes.awaitEnd(millis);
        return reads.awaitEnd(written ? millis : 0) && written;
    }
}
