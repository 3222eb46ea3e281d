package io.github.kashew.strategy;

import io.github.kashew.error.RateLimitedException;
import io.github.kashew.key.Args;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers a call that a rate limit refused, in place of the exception.
 *
 * <p>The stage is waited for: its outcome is that of the call. A value that is not of the plan's type, and a null in
 * place of a stage, fail the call. Implementations are thread-safe and do not block.
 */
@FunctionalInterface
public interface Refusal {

    /**
     * Answers the call.
     *
     * @param args the values of the call; empty where the call gave its key itself
     * @param refused what the call would fail with
     */
    CompletionStage<? extends @Nullable Object> answer(Args args, RateLimitedException refused);
}
