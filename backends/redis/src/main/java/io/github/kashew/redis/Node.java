package io.github.kashew.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One server: commands go to it over one connection, and what they answer is told on the executor of the cache.
 *
 * <p>Failures are told as {@link io.github.kashew.error.BackendException}. A command is sent at most once.
 */
final class Node {

    private final ServerAddress address;
    private final Link link;
    private final Deliveries deliveries;
    private final ServerTime time;

    Node(ServerAddress address, Link link, Deliveries deliveries, ServerTime time) {
        this.address = address;
        this.link = link;
        this.deliveries = deliveries;
        this.time = time;
    }

    /** Sends a command. */
    <T> CompletionStage<T> send(Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
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
            Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
        try {
            RedisAsyncCommands<byte[], byte[]> commands = link.commandsNow();
            return commands != null ? command.apply(commands) : link.commands().thenCompose(command);
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
        return this.<Void>send(link::measure);
    }
}
