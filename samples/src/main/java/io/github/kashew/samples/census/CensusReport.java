package io.github.kashew.samples.census;

import io.github.kashew.samples.console.Figures;
import io.github.kashew.samples.console.ProgressBar;
import io.github.kashew.samples.console.Table;
import io.github.kashew.samples.console.Terminal;
import io.github.kashew.samples.jdk.Answer;
import io.github.kashew.samples.jdk.JdkClasses;
import io.github.kashew.samples.jdk.Progress;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Prints the census while it is taken, the same for Java and Kotlin. Not threadsafe, except for its progress. */
final class CensusReport {
    private final PrintStream out;
    private final Terminal terminal;
    private final List<Asked> asked = new ArrayList<>();

    CensusReport(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Prints to standard output, as UTF-8 whatever the locale says. */
    static CensusReport toConsole() {
        return new CensusReport(new PrintStream(System.out, true, StandardCharsets.UTF_8), Terminal.current());
    }

    /** Shows how far a reading has come. */
    Progress progress() {
        return new ProgressBar(out, terminal, System::nanoTime);
    }

    /** Says what will be read. */
    void begin(JdkClasses classes) {
        List<String> modules = classes.modules();
        heading("Java " + Runtime.version().feature() + " in " + Figures.count(classes.size()) + " class files, "
                + (modules.size() == 1 ? "module " + modules.get(0) : modules.size() + " modules"));
    }

    /** Announces what comes next. */
    void heading(String text) {
        out.println();
        out.println(terminal.bold(text));
    }

    /** Prints what a question was answered with. */
    void answer(Answer answer) {
        answer.lines().forEach(this::line);
    }

    /** Prints what a crowd of callers, all asking the same at once, cost. */
    void crowd(int callers, Duration took, int loads, Answer answer) {
        line(Figures.count(callers) + " answers in " + Figures.duration(took) + ", " + times(loads, "load") + ":");
        answer(answer);
    }

    /** Prints what a batch of questions cost, some of which had been answered before. */
    void batch(Collection<? extends Answer> answers, Duration took, int loads) {
        line(times(answers.size(), "answer") + " in " + Figures.duration(took) + ", "
                + times(answers.size() - loads, "hit") + ", " + times(loads, "load") + ":");
        answers.forEach(this::answer);
    }

    /** Prints a call that the cache refuses, and what it says. */
    void refused(String call, RuntimeException refusal) {
        line(call);
        line("→ " + refusal.getClass().getSimpleName() + ": " + refusal.getMessage());
    }

    /** Keeps a row for {@link #table}. */
    void add(Asked question) {
        asked.add(question);
    }

    /** Prints what asking a second time saved, question by question. */
    void table() {
        Table table = new Table("question", "first answer", "second answer", "loads", "hits", "time saved");
        for (Asked one : asked) {
            table.row(cells(one.question(), one.first(), one.second(), one.loads(), one.hits(), one.saved()));
        }
        table.total(cells(
                "together",
                sum(asked.stream().map(Asked::first).toList()),
                sum(asked.stream().map(Asked::second).toList()),
                asked.stream().mapToInt(Asked::loads).sum(),
                asked.stream().mapToInt(Asked::hits).sum(),
                sum(asked.stream().map(Asked::saved).toList())));
        heading("Every question, asked twice");
        table.lines().forEach(this::line);
    }

    /** Says where the answers came from, and where they are kept. */
    void end(int loads, KeptAnswers kept) {
        if (loads == 0) {
            heading("No class file was read: an earlier run has kept all answers");
        } else {
            heading("The next run answers at once: " + times(loads, "load") + " in this one, kept for 30 days");
        }
        line(kept.place());
    }

    private static String[] cells(String name, Duration first, Duration second, int loads, int hits, Duration saved) {
        return new String[] {
            name,
            Figures.duration(first),
            Figures.duration(second),
            Figures.count(loads),
            Figures.count(hits),
            Figures.duration(saved) + " (" + Figures.percent(saved, first) + ")"
        };
    }

    private void line(String text) {
        out.println("  " + text);
    }

    private static String times(int number, String noun) {
        return Figures.count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    private static Duration sum(List<Duration> durations) {
        return durations.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
