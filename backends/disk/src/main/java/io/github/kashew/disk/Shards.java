package io.github.kashew.disk;

import io.github.kashew.spi.BackendContext;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** The shards of a directory: taken into use together, looked after, and closed together. Thread-safe. */
final class Shards implements AutoCloseable {

    private static final long END_MILLIS = 1000;

    private final OpenDirectory directory;
    private final List<Shard> all;
    private final Upkeep upkeep;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Shards(OpenDirectory directory, DiskOptions options, BackendContext context) {
        this.directory = directory;
        this.all = IntStream.range(0, options.shards())
                .mapToObj(index -> new Shard(directory, index, options, context))
                .toList();
        this.upkeep = new Upkeep(all, context.clock(), options.checkMillis());
    }

    static Shards open(DiskOptions options, BackendContext context) {
        OpenDirectory directory =
                OpenDirectory.open(DirectoryGuard.prepare(options.directory()), options.timeoutMillis());
        try {
            Shards shards = new Shards(directory, options, context);
            directory.alone(() -> {
                shards.all.get(0).claim(); // a file that is there says how many there are
                return shards;
            });
            shards.upkeep.plan();
            return shards;
        } catch (RuntimeException refused) {
            directory.close();
            throw refused;
        }
    }

    List<Shard> all() {
        return all;
    }

    /** Lets what waits be done for a second; the directory is given back when the last file is closed. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        upkeep.stop();
        List<CompletionStage<Boolean>> ends = all.stream().map(Shard::close).toList();
        Scatter.all(ends).thenRun(directory::close);
        boolean inTime = true;
        for (Shard shard : all) {
            inTime = shard.awaitEnd(inTime ? END_MILLIS : 0);
        }
    }
}
