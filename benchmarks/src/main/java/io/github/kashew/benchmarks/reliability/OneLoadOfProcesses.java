package io.github.kashew.benchmarks.reliability;

import io.github.kashew.benchmarks.redis.RedisServer;
import java.util.ArrayList;
import java.util.List;

/** G-M1: 12,500 callers in each of eight processes on one cold key, which they load with a lease, are answered by one load. */
final class OneLoadOfProcesses implements Trial {

    private static final int PROCESSES = 8;
    private static final int CALLERS = 12_500;

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        int answered = 0;
        long loads;
        List<ChildProcess> processes = new ArrayList<>();
        try (RedisServer server = RedisServer.start()) {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(new ChildProcess(ColdCaller.class, server.port(), CALLERS / scale));
            }
            for (ChildProcess process : processes) {
                process.answer(); // is ready
            }
            for (ChildProcess process : processes) {
                process.tell("begin");
            }
            for (ChildProcess process : processes) {
                answered += Integer.parseInt(process.answer());
            }
            loads = Long.parseLong(server.orders().get("kashew:loads"));
        } finally {
            processes.forEach(ChildProcess::close);
        }
        return Verdict.of(
                loads == 1 && answered == PROCESSES * (CALLERS / scale),
                "processes",
                PROCESSES,
                "callers",
                PROCESSES * (CALLERS / scale),
                "loads",
                loads,
                "answered",
                answered);
    }
}
