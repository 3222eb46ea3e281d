package io.github.kashew.redis;

import io.github.kashew.error.BackendException;
import io.github.kashew.error.Printable;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What went wrong in a server, in the words of Kashew. */
final class Failures {

    private static final String OTHER_KIND = "OTHERKIND ";

    private Failures() {}

    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return (failure instanceof CompletionException || failure instanceof ExecutionException) && cause != null
                ? unwrapped(cause)
                : failure;
    }

    /** Tells whether a server has answered that it will not do what it was asked for. */
    static boolean isRefusal(Throwable failure) {
        return unwrapped(failure) instanceof RedisCommandExecutionException;
    }

    /** Tells whether there was no answer in time. */
    static boolean isTimeout(Throwable failure) {
        Throwable cause = unwrapped(failure);
        return cause instanceof RedisCommandTimeoutException || cause instanceof TimeoutException;
    }

    /** Returns the exception for a failure of {@code server}. */
    static BackendException of(String server, Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof BackendException known) {
            return known;
        }
        if (cause instanceof RedisCommandTimeoutException) {
            return new BackendException(
                    "redis at " + server + " did not answer in time, the command may have been executed", cause);
        }
        if (cause instanceof RedisCommandExecutionException refused) {
            return new BackendException("redis at " + server + " refused a command: " + refused.getMessage(), cause);
        }
        return new BackendException(
                "redis at " + server
                        + " cannot be reached, or the connection broke and a command may have been executed: "
                        + cause.getMessage(),
                cause);
    }

    /** Tells whether a node has refused a command because another one serves the slot. */
    static boolean isRedirect(Throwable failure) {
        Throwable cause = unwrapped(failure).getCause();
        return cause instanceof RedisCommandExecutionException
                && cause.getMessage() != null
                && (cause.getMessage().startsWith("MOVED ")
                        || cause.getMessage().startsWith("ASK "));
    }

    /** Returns the failure of a change of {@code wanted} at a key, which tells what the key holds if that is the reason. */
    static Throwable ofChange(String key, String wanted, Throwable failure) {
        Throwable cause = unwrapped(failure);
        String message =
                cause.getCause() instanceof RedisCommandExecutionException refused ? refused.getMessage() : null;
        if (message == null) {
            return cause;
        }
        if (message.startsWith(OTHER_KIND)) {
            return new BackendException("key " + Printable.text(key) + " holds "
                    + message.substring(OTHER_KIND.length()) + ", not " + wanted);
        }
        if (message.contains("not an integer")) {
            return new BackendException(
                    "key " + Printable.text(key) + " holds something that is not an integer of 64 bits, not " + wanted);
        }
        if (message.contains("overflow")) {
            return new BackendException(
                    "key " + Printable.text(key) + " holds " + wanted + " that would exceed 64 bits");
        }
        return cause;
    }
}
