package io.github.kashew.benchmarks.reliability;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What writing processes were told is stored, in memory that they share and that outlives them.
 *
 * <p>Of each key the number of its last write that was acknowledged, and of each process how often it did what.
 */
final class Acknowledged {

    /** How many callers a process has. */
    static final int CALLERS = 10;

    /** How many keys a caller writes, and nobody else. */
    static final int KEYS = 100;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer shared;
    private final int processes;

    /** What is counted. */
    enum Count {
        READS(0),
        WRITES(1),
        LOST(2),
        TORN(3),
        ERRORS(4);

        private final int place;

        Count(int place) {
            this.place = place;
        }
    }

    Acknowledged(Path file, int processes) throws IOException {
        this.processes = processes;
        long size = (long) Long.BYTES * processes * (Count.values().length + CALLERS * KEYS);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            shared = channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
        }
    }

    int processes() {
        return processes;
    }

    long last(int process, int caller, int key) {
        return (long) LONGS.getVolatile(shared, at(process, caller, key));
    }

    void acknowledge(int process, int caller, int key, long number) {
        LONGS.setVolatile(shared, at(process, caller, key), number);
    }

    void add(int process, Count count, long more) {
        LONGS.getAndAdd(shared, at(process, count), more);
    }

    long sum(Count count) {
        long sum = 0;
        for (int process = 0; process < processes; process++) {
            sum += (long) LONGS.getVolatile(shared, at(process, count));
        }
        return sum;
    }

    private int at(int process, Count count) {
        return Long.BYTES * (process * Count.values().length + count.place);
    }

    private int at(int process, int caller, int key) {
        return Long.BYTES * (processes * Count.values().length + (process * CALLERS + caller) * KEYS + key);
    }
}
