package io.github.kashew.strategy;

import java.util.Arrays;

/** The calls that a circuit breaker looks back on. Guarded by the lock of its circuit. */
sealed interface CallWindow {

    /** Adds a call that ended at {@code now}. */
    void add(boolean failed, long now);

    /** Forgets what is too old at {@code now} and returns how many calls are left. */
    long calls(long now);

    /** Returns how many of those that are left have failed. */
    long failures();

    /** The last {@code size} calls. */
    final class Last implements CallWindow {
        private final boolean[] failed;
        private int next;
        private int calls;
        private int failures;

        Last(int size) {
            failed = new boolean[size];
        }

        @Override
        public void add(boolean nowFailed, long now) {
            if (failed[next]) {
                failures--;
            }
            failed[next] = nowFailed;
            failures += nowFailed ? 1 : 0;
            next = (next + 1) % failed.length;
            calls = Math.min(calls + 1, failed.length);
        }

        @Override
        public long calls(long now) {
            return calls;
        }

        @Override
        public long failures() {
            return failures;
        }
    }

    /** The calls of the last {@code nanos}, in sixteen parts that are forgotten one by one. */
    final class Recent implements CallWindow {
        private static final int PARTS = 16;
        private final long partNanos;
        private final long[] calls = new long[PARTS];
        private final long[] failures = new long[PARTS];
        private long newest = Long.MIN_VALUE;

        Recent(long nanos) {
            partNanos = Math.max(nanos / PARTS, 1);
        }

        private void moveTo(long now) {
            long part = now / partNanos;
            if (newest == Long.MIN_VALUE || part - newest >= PARTS) {
                Arrays.fill(calls, 0);
                Arrays.fill(failures, 0);
                newest = part;
            }
            while (newest < part) {
                newest++;
                calls[index()] = 0;
                failures[index()] = 0;
            }
        }

        private int index() {
            return (int) Math.floorMod(newest, (long) PARTS);
        }

        @Override
        public void add(boolean failed, long now) {
            moveTo(now);
            calls[index()]++;
            failures[index()] += failed ? 1 : 0;
        }

        @Override
        public long calls(long now) {
            moveTo(now);
            return sum(calls);
        }

        @Override
        public long failures() {
            return sum(failures);
        }

        private static long sum(long[] parts) {
            long sum = 0;
            for (long part : parts) {
                sum += part;
            }
            return sum;
        }
    }
}
