package io.github.kashew.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.CompilerHints;

/** The command line of a process that measures. */
public final class JavaCommand {

    private JavaCommand() {}

    /** Returns a command that runs a main class on the class path of this process, as JMH would run a fork. */
    public static List<String> of(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms2g", "-Xmx2g", "-XX:+UseG1GC", "-Djmh.ignoreLock=true", "-Dslf4j.internal.verbosity=ERROR"));
        CompilerHints.addCompilerHints(command);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }
}
