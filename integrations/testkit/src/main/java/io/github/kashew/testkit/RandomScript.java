package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;

import io.github.kashew.Cache;
import io.github.kashew.error.BackendException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs random commands on a cache and on a {@link ReferenceModel} and compares every answer, then all that they hold.
 *
 * <p>A seed determines the script. Few keys are used, so that commands of all kinds meet; the cache must begin empty.
 */
public final class RandomScript {

    private static final int REMEMBERED = 25;
    private static final String REFUSED = "refused";

    private final Cache cache;
    private final Consumer<Duration> time;
    private final LongSupplier now;
    private final Duration slack;
    private final long seed;
    private final Deque<String> last = new ArrayDeque<>();
    private final RandomSteps random;
    private @Nullable ReferenceModel model;
    private @Nullable ReferenceModel saved;

    /**
     * Makes a script.
     *
     * @param time lets time pass for the cache
     * @param now tells the time of its store in nanoseconds; between two steps it may go on by itself
     * @param slack how far a ttl may be from what is expected
     */
    public RandomScript(Cache cache, Consumer<Duration> time, LongSupplier now, Duration slack, long seed) {
        this.cache = cache;
        this.time = time;
        this.now = now;
        this.slack = slack;
        this.seed = seed;
        this.random = new RandomSteps(new SplittableRandom(seed), slack);
    }

    /**
     * Runs {@code steps} commands, going on where the last run ended.
     *
     * @throws AssertionError at the first answer that differs, with the seed and the commands before it
     */
    public void run(int steps) {
        run(steps, step -> true);
    }

    /** Runs {@code steps} commands that can be a part of a transaction: no time passes, and no events are counted. */
    void runInTransaction(int steps) {
        run(steps, step -> step.passing() == 0 && !step.text().startsWith("slidingCount"));
    }

    /** Runs {@code steps} commands while they are switched off, so that none of them changes anything. */
    void runSwitchedOff(int steps) {
        for (int i = 0; i < steps; i++) {
            ScriptStep step = random.next();
            if (step.passing() == 0) {
                remember(i, step, " -> " + answerOf(step.onCache().apply(cache)) + ", switched off");
            }
        }
    }

    /** Remembers what is to be held now; {@link #restore} says that what was done since counts for nothing. */
    void save() {
        saved = new ReferenceModel(model());
    }

    /** See {@link #save}. Leases that were taken meanwhile stay as they are. */
    void restore() {
        ReferenceModel before = saved;
        if (before != null) {
            before.takeLeasesOf(model());
            model = before;
        }
        saved = null;
    }

    /** Compares all that is held. */
    void compareState() {
        compareState(model());
    }

    private ReferenceModel model() {
        if (model == null) {
            model = new ReferenceModel(now.getAsLong());
        }
        return model;
    }

    private void run(int steps, Predicate<ScriptStep> fits) {
        ReferenceModel model = model();
        for (int i = 0; i < steps; i++) {
            ScriptStep step = random.next();
            if (!fits.test(step)) {
                continue;
            }
            if (step.passing() > 0) {
                Duration passing = Duration.ofNanos(step.passing());
                time.accept(passing);
                remember(i, step, "");
            } else {
                compare(i, step, model);
            }
        }
        compareState(model);
    }

    private void compare(int number, ScriptStep step, ReferenceModel model) {
        model.pass(now.getAsLong() - model.now());
        Object actual = answerOf(step.onCache().apply(cache));
        Object expected = answerOf(step, model, actual);
        remember(number, step, " -> " + actual);
        if (!same(expected, actual)) {
            throw new AssertionError("seed %d: step %d, %s: expected %s, was %s; the last steps:%n%s%nthe model: %s"
                    .formatted(seed, number, step.text(), expected, actual, String.join("\n", last), model));
        }
    }

    private static @Nullable Object answerOf(ScriptStep step, ReferenceModel model, @Nullable Object actual) {
        try {
            return step.onModel().apply(model, actual);
        } catch (BackendException refused) {
            return REFUSED;
        }
    }

    private static @Nullable Object answerOf(CompletionStage<?> stage) {
        return answer(stage.handle((value, failure) -> {
            if (failure == null) {
                return value;
            }
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof BackendException) {
                return REFUSED;
            }
            throw new CompletionException(cause);
        }));
    }

    private boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Duration wanted && actual instanceof Duration found) {
            return wanted.minus(found).abs().compareTo(slack) <= 0;
        }
        return Objects.equals(expected, actual);
    }

    private void remember(int number, ScriptStep step, String outcome) {
        last.addLast(number + ": " + step.text() + outcome);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }

    private void compareState(ReferenceModel model) {
        for (String key : RandomSteps.KEYS) {
            int number = 0;
            for (ScriptStep look : ScriptStep.looksAt(key)) {
                compare(--number, look, model);
            }
        }
    }
}
