package io.github.kashew.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A process that measures one benchmark whenever it is told to, and idles in between.
 *
 * <p>A line {@code <threads> <millis>} on its input is one JMH iteration with a fresh state, in this process, whose code
 * stays compiled; the answer is a line {@code MEASURED <nanos> <bytes>}.
 */
final class Worker {

    static final String ANSWER = "MEASURED ";

    private Worker() {}

    /** Runs until its input ends. The first argument is the benchmark, the others are parameters {@code name=value}. */
    public static void main(String[] args) throws IOException, RunnerException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            Measured measured = measure(args, Integer.parseInt(words[0]), Integer.parseInt(words[1]));
            System.out.println(ANSWER + measured.nanos() + " " + measured.bytes());
        }
    }

    private static Measured measure(String[] args, int threads, int millis) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(args[0]) + "$")
                .forks(0)
                .threads(threads)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(millis / 4))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        for (int i = 1; i < args.length; i++) {
            String[] parameter = args[i].split("=", 2);
            options.param(parameter[0], parameter[1]);
        }
        RunResult result = new Runner(options.build()).runSingle();
        Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"), "bytes");
        return new Measured(result.getPrimaryResult().getScore(), bytes.getScore());
    }
}
