package io.github.kashew.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on the model that every backend agrees with. */
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
}
