package io.github.kashew.benchmarks.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of a trial, which is told lines and answers with lines. */
final class ChildProcess implements AutoCloseable {

    private static final Path CRASHES = Path.of(System.getProperty("java.io.tmpdir"));

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    /** Starts a main class of this class path. */
    ChildProcess(Class<?> main, Object... arguments) throws IOException {
        this(List.of(), main, arguments);
    }

    /** Starts a main class of this class path by another command, such as a shell that sets limits. */
    ChildProcess(List<String> by, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + CRASHES.resolve("hs_err_%p.log"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the lines that a process is told, in that process. */
    static BufferedReader orders() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    void tell(String line) throws IOException {
        orders.write(line + "\n");
        orders.flush();
    }

    /** Waits for the next line that it answers. */
    String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("a process of the trial ended; its messages are above");
        }
        return line;
    }

    /** Kills it and waits for its end; tells whether its virtual machine had crashed before. */
    boolean kill() {
        process.destroyForcibly().onExit().join();
        return Files.exists(CRASHES.resolve("hs_err_" + process.pid() + ".log"));
    }

    @Override
    public void close() {
        kill();
    }
}
