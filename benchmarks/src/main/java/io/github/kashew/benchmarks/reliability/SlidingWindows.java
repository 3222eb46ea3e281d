package io.github.kashew.benchmarks.reliability;

import io.github.kashew.benchmarks.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * G-R10: eight processes with four threads each, whose clocks are up to five minutes wrong, share a limit of 100 a second: it
 * is never exceeded within a second, and at least 98 of each 100 are granted.
 *
 * <p>When the server counted a call is not known to its caller; it was between sending and answer. More than the limit was
 * granted in a window if that is so wherever the calls were in between.
 */
final class SlidingWindows implements Trial {

    private static final int PROCESSES = 8;
    private static final int LIMIT = 100;
    private static final int LEAST = 98;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration RUN = Duration.ofSeconds(30);

    /** One call that was granted: sent and answered, in nanoseconds of the one monotonic clock of this machine. */
    private record Grant(long sent, long answered) {}

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        List<Grant> grants = new ArrayList<>();
        List<ChildProcess> callers = new ArrayList<>();
        try (RedisServer server = RedisServer.start()) {
            for (int i = 0; i < PROCESSES; i++) {
                callers.add(new ChildProcess(
                        LimitedCaller.class,
                        server.port(),
                        10 * i / (PROCESSES - 1) - 5,
                        LIMIT,
                        WINDOW.toMillis(),
                        RUN.dividedBy(scale).toMillis()));
            }
            for (ChildProcess caller : callers) {
                for (String line = caller.answer(); !line.equals("end"); line = caller.answer()) {
                    if (!line.equals("ready")) {
                        String[] times = line.split(" ", 2);
                        grants.add(new Grant(Long.parseLong(times[0]), Long.parseLong(times[1])));
                    }
                }
            }
        } finally {
            callers.forEach(ChildProcess::close);
        }
        grants.sort(Comparator.comparingLong(Grant::answered));
        int most = 0;
        for (int last = 0, first = 0; last < grants.size(); last++) {
            while (grants.get(last).answered() - grants.get(first).answered() >= WINDOW.toNanos()) {
                first++;
            }
            most = Math.max(
                    most,
                    certainly(grants.subList(first, last + 1), grants.get(last).answered()));
        }
        double seconds =
                (grants.get(grants.size() - 1).answered() - grants.get(0).answered()) / 1e9;
        double perSecond = (grants.size() - LIMIT) / seconds; // the first hundred come at once
        return Verdict.of(
                most <= LIMIT && perSecond >= LEAST * (1 - 1 / seconds),
                "processes",
                PROCESSES,
                "granted",
                grants.size(),
                "seconds",
                Math.round(seconds),
                "mostInAWindow",
                most,
                "perSecond",
                Math.round(perSecond * 10) / 10.0);
    }

    /** Returns how many were counted within a window that ends with the last answer, wherever in between that was. */
    private static int certainly(List<Grant> grants, long end) {
        return (int) grants.stream()
                .filter(grant -> end - grant.sent() < WINDOW.toNanos())
                .count();
    }
}
