package io.github.kashew.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The near end of a {@link Worker}. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    /** Starts a process that measures {@code benchmark}. */
    WorkerProcess(String benchmark, List<String> parameters) throws IOException {
        List<String> command = JavaCommand.of(Worker.class);
        command.add(benchmark);
        command.addAll(parameters);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Runs one iteration. */
    Measured measure(int threads, int millis) throws IOException {
        orders.write(threads + " " + millis + "\n");
        orders.flush();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Worker.ANSWER)) {
                String[] numbers = line.substring(Worker.ANSWER.length()).split(" ", 2);
                return new Measured(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
            }
        }
        throw new IOException("the process that measures ended without an answer; its messages are above");
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
