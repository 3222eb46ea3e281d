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

    Node(String address, CommandSource source, Deliveries deliveries, ServerTime time) {
        this.address = address;
        this.source = source;
        this.deliveries = deliveries;
        this.time = time;
    }

    /** Sends a command. */
    <T> CompletionStage<T> send(Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        dispatched(command).whenComplete((value, failure) -> deliver(answer, value, failure));
        return answer;
    }

    /** Runs a script; one that the server does not know was not run, so it is sent along and run then. */
    <T> CompletionStage<T> run(Script script, byte[][] keys, byte[]... values) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        this.<T>dispatched(commands -> commands.evalsha(script.digest(), script.output(), keys, values))
                .whenComplete((value, failure) -> {
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

    /** Asks the server for its time, which tells that it answers, too. */
    CompletionStage<Void> probe() {
        return this.<Void>send(time::measure);
    }
}
