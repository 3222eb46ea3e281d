package io.github.kashew.samples.census;

import io.github.kashew.Cache;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.samples.jdk.Answer;
import io.github.kashew.samples.jdk.JdkClasses;
import io.github.kashew.samples.jdk.MostUsedStrings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks slow questions about the JDK through a cache that keeps the answers for the next run. The same recipe in Kotlin is {@code Census.kt}. */
public final class Census {
    private static final int CROWD = 10_000;

    private final JdkClasses jdk;
    private final JdkQuestions questions;
    private final CensusReport report;

    private Census(JdkClasses jdk, JdkQuestions questions, CensusReport report) {
        this.jdk = jdk;
        this.questions = questions;
        this.report = report;
    }

    /** Takes the census of the whole JDK, or of the module that {@code --module} names. */
    public static void main(String[] arguments) {
        CensusReport report = CensusReport.toConsole();
        CensusOptions options = CensusOptions.parseOrExit(arguments);
        JdkClasses jdk = options.classes().reporting(report.progress());
        KeptAnswers kept = options.keptAnswers();
        ExecutorService readers = Executors.newSingleThreadExecutor();
        try (Cache cache = Cache.open(kept.url())) {
            new Census(jdk, new JdkQuestions(cache, jdk, readers), report).take(kept);
        } finally {
            readers.shutdownNow();
        }
    }

    private void take(KeptAnswers kept) {
        report.begin(jdk);
        askTwice("Who implements java.util.Collection?", () -> questions.implementors("java.util.Collection"));
        askTwice("Which methods are the largest?", () -> questions.largestMethods(3));
        askTwice("Who calls System.exit?", () -> questions.callers("java.lang.System", "exit"));
        askTwice("Which modules lean on which?", () -> questions.dependencies(5));
        report.table();
        askAsCrowd();
        askInBatches();
        askWithWrongKey();
        report.end(questions.loads(), kept);
    }

    private void askTwice(String question, Supplier<CompletionStage<? extends Answer>> ask) {
        report.heading(question);
        int loadsBefore = questions.loads();
        long start = System.nanoTime();
        Answer answer = await(ask.get());
        long between = System.nanoTime();
        await(ask.get());
        long end = System.nanoTime();
        report.answer(answer);
        report.add(new Asked(
                question,
                Duration.ofNanos(between - start),
                Duration.ofNanos(end - between),
                questions.loads() - loadsBefore));
    }

    private void askAsCrowd() {
        report.heading("10,000 callers ask one question at once: which strings are used most?");
        int loadsBefore = questions.loads();
        long start = System.nanoTime();
        List<CompletableFuture<MostUsedStrings>> answers = Stream.generate(() -> questions.mostUsedStrings(3))
                .limit(CROWD)
                .map(CompletionStage::toCompletableFuture)
                .toList();
        answers.forEach(CompletableFuture::join);
        report.crowd(
                CROWD,
                since(start),
                questions.loads() - loadsBefore,
                answers.get(0).join());
    }

    private void askInBatches() {
        List<String> modules = jdk.modules();
        for (int size : new int[] {3, 6}) {
            List<String> batch = modules.stream().limit(size).toList();
            report.heading("How big are these modules? Asked in one batch: " + String.join(", ", batch));
            int loadsBefore = questions.loads();
            long start = System.nanoTime();
            var sizes = await(questions.sizes(batch));
            report.batch(sizes, since(start), questions.loads() - loadsBefore);
        }
    }

    private void askWithWrongKey() {
        report.heading("A wrong key: an object whose text says nothing about it");
        try {
            await(questions.wrongKey());
        } catch (InvalidKeyException e) {
            report.refused("largestMethods.args(jdk) for the key largest:{n}", e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Waits here, where the program ends; inside an application the stages would be passed on. */
    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
