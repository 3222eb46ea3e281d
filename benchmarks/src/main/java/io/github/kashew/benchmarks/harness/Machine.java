package io.github.kashew.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Describes what a run ran on. */
public final class Machine {

    private Machine() {}

    /** Returns processor, cores, memory and JDK in one line. */
    public static String description() {
        long megabytes = ((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize()
                >> 20;
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, " + megabytes + " MB, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.version");
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith("model name"))
                            .findFirst()
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .orElse("unknown processor")
                    : "unknown processor";
        } catch (IOException unreadable) {
            return "unknown processor";
        }
    }
}
