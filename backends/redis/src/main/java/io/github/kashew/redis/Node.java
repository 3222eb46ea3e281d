package io.github.kashew.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One server, or those of a cluster by the slots of keys: commands go there, and what they answer is told on the executor of the cache.
 *
 * <p>Failures are told as {@link io.github.kashew.error.BackendException}. A command is sent at most once.
 */
final class Node {

    private final String address;
    private final CommandSource source;
    private final Deliveries deliveries;
    private final ServerTime time;
    private final Breaker breaker;

    Node(String address, CommandSource source, Deliveries deliveries, ServerTime time, Breaker breaker) {
        this.address = address;
        this.source = source;
        this.deliveries = deliveries;
        this.time = time;
        this.breaker = breaker;
    }

    /** Sends a command. */
    <T> CompletionStage<T> send(Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
        Breaker.Admission admission = breaker.admit();
        return admission == Breaker.Admission.REFUSED
                ? CompletableFuture.failedFuture(breaker.refusal(address))
                : send(command, admission);
    }

    private <T> CompletionStage<T> send(
            Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> command,
            Breaker.Admission admission) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        dispatched(command).whenComplete((value, failure) -> {
            breaker.ended(admission, failure);
            deliver(answer, value, failure);
        });
        return answer;
    }

    /** Runs a script; one that the server does not know was not run, so it is sent along and run then. */
    <T> CompletionStage<T> run(Script script, byte[][] keys, byte[]... values) {
        Breaker.Admission admission = breaker.admit();
        if (admission == Breaker.Admission.REFUSED) {
            return CompletableFuture.failedFuture(breaker.refusal(address));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        this.<T>dispatched(commands -> commands.evalsha(script.digest(), script.output(), keys, values))
                .whenComplete((value, failure) -> {
                    breaker.ended(admission, failure);
                    if (failure != null && isUnknown(failure)) {
                        this.<T>dispatched(commands -> commands.eval(script.source(), script.output(), keys, values))
                                .whenComplete((again, failed) -> deliver(answer, again, failed));
                    } else {
                        deliver(answer, value, failure);
                    }
                });
        return answer;
    }

    private static boolean isUnknown(Throwable failure) {
        Throwable cause = Failures.unwrapped(failure);
        return cause instanceof RedisCommandExecutionException
                && cause.getMessage() != null
                && cause.getMessage().startsWith("NOSCRIPT");
    }

    private <T> CompletionStage<T> dispatched(
            Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
        try {
            RedisClusterAsyncCommands<byte[], byte[]> commands = source.commandsNow();
            return commands != null
                    ? command.apply(commands)
                    : source.commands().thenCompose(command);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @SuppressWarnings("NullAway") // a command answers null where its result is absent
    private <T> void deliver(CompletableFuture<T> answer, T value, Throwable failure) {
        deliveries.add(() -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(Failures.of(address, failure));
            }
        });
    }

    /** Returns the time of the server. */
    ServerTime time() {
        return time;
    }

    /** Asks the server for its time, which tells that it answers, too. It is asked whatever its breaker says. */
    CompletionStage<Void> probe() {
        return this.<Void>send(time::measure, Breaker.Admission.SENT);
    }

    /** Returns what keeps commands from the server while it does not answer. */
    Breaker breaker() {
        return breaker;
    }
}
