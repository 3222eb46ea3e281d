package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static io.github.kashew.testkit.Together.apart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.kashew.CacheContext;
import io.github.kashew.Transaction;
import io.github.kashew.TransactionMode;
import io.github.kashew.TransactionOptions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Sentences on the model that every backend agrees with. {@code -DscopedSteps=100000} lets the one with transactions and
 * switches take as many steps; a tenth of {@link #scriptSteps} otherwise.
 */
interface RandomScriptSentences extends Subject {

    /** Returns how many random commands are run. */
    int scriptSteps();

    @Test
    @DisplayName("every answer to random commands is that of the reference model, and so is what is left in the end")
    default void agreesWithModel() {
        long seed = ThreadLocalRandom.current().nextLong();
        RandomScript script = new RandomScript(cache(), this::pass, backend()::now, slack(), seed);
        assertThatCode(() -> script.run(scriptSteps())).doesNotThrowAnyException();
    }

    @Test
    @DisplayName(
            "and so are those in transactions of every mode that end well or not, and while commands are switched off")
    default void agreesWithModelInScopes() {
        long seed = ThreadLocalRandom.current().nextLong();
        SplittableRandom choices = new SplittableRandom(seed);
        RandomScript script = new RandomScript(cache(), this::pass, backend()::now, slack(), seed);
        assertThatCode(() -> {
                    for (int left = Integer.getInteger("scopedSteps", scriptSteps() / 10); left > 0; left -= 80) {
                        script.run(40);
                        scope(script, choices);
                    }
                    script.compareState();
                })
                .doesNotThrowAnyException();
    }

    private void scope(RandomScript script, SplittableRandom choices) {
        TransactionMode mode = List.of(TransactionMode.values()).get(choices.nextInt(3));
        switch (choices.nextInt(4)) {
            case 0 -> {
                cache().disable();
                script.runSwitchedOff(20);
                cache().enable();
                script.compareState();
            }
            case 1 -> {
                IllegalStateException broken = new IllegalStateException("broken");
                script.save();
                assertThat(failure(inside(mode, tx -> {
                            run(script, tx);
                            throw broken;
                        })))
                        .isSameAs(broken);
                script.restore();
                script.compareState();
            }
            default -> answer(inside(mode, tx -> run(script, tx)));
        }
    }

    private CompletionStage<Boolean> inside(TransactionMode mode, Consumer<Transaction> block) {
        TransactionOptions options = TransactionOptions.of(mode).withTimeout("24h");
        return cache().transaction(
                        options,
                        tx -> apart(() -> {
                            block.accept(tx);
                            return true;
                        }));
    }

    private static void run(RandomScript script, Transaction tx) {
        try (CacheContext.Scope scope = tx.context().open()) {
            script.runInTransaction(40);
        }
    }
}
