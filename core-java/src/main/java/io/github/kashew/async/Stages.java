package io.github.kashew.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Steps on stages that run inline when the stage is already complete, so that a memory hit creates no dependent future.
 *
 * <p>A function given here runs on the thread that completes the stage, or on the caller's when the stage is complete.
 * What it throws becomes the failure of the returned stage.
 */
public final class Stages {

    private static final int DEEPEST_WRAPPING = 100;

    private Stages() {}

    /** Returns a stage that is complete with {@code value}. */
    public static <V extends @Nullable Object> CompletionStage<V> done(V value) {
        return CompletableFuture.completedFuture(value);
    }

    /** Returns a stage that is complete with null. */
    @SuppressWarnings("NullAway") // null is a value of a nullable type
    public static <V extends @Nullable Object> CompletionStage<@Nullable V> nothing() {
        return Done.of(null);
    }

    /** Returns a stage that has failed with {@code failure}. */
    public static <V extends @Nullable Object> CompletionStage<V> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }

    /** Tells whether {@code stage} has completed normally, so that {@link #value} answers at once. */
    public static boolean isDone(CompletionStage<?> stage) {
        if (stage instanceof Done<?> done) {
            return done.hasValue();
        }
        CompletableFuture<?> future = stage.toCompletableFuture();
        return future.isDone() && !future.isCompletedExceptionally();
    }

    /** Returns the value of a stage for which {@link #isDone} is true. */
    @SuppressWarnings("NullAway") // the default is never answered: the stage is complete
    public static <V extends @Nullable Object> V value(CompletionStage<V> stage) {
        return stage instanceof Done<V> done
                ? done.value()
                : stage.toCompletableFuture().getNow(null);
    }

    /** Maps the value of {@code stage}. */
    public static <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> map(
            CompletionStage<A> stage, Function<? super A, ? extends B> function) {
        if (!isDone(stage)) {
            return settled(stage, (value, failure) -> failure == null ? done(function.apply(value)) : failed(failure));
        }
        try {
            return done(function.apply(value(stage)));
        } catch (Throwable failure) {
            return failed(failure);
        }
    }

    /** Goes on with the stage that {@code function} returns for the value of {@code stage}. */
    public static <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> then(
            CompletionStage<A> stage, Function<? super A, ? extends CompletionStage<B>> function) {
        if (!isDone(stage)) {
            return settled(stage, (value, failure) -> failure == null ? function.apply(value) : failed(failure));
        }
        try {
            return function.apply(value(stage));
        } catch (Throwable failure) {
            return failed(failure);
        }
    }

    /** Goes on with the stage that {@code function} returns for the unwrapped failure; a value passes unchanged. */
    public static <V extends @Nullable Object> CompletionStage<V> recover(
            CompletionStage<V> stage, Function<Throwable, ? extends CompletionStage<V>> function) {
        if (isDone(stage)) {
            return stage;
        }
        return settled(stage, (value, failure) -> failure == null ? stage : function.apply(failure));
    }

    /** Goes on with the stage that {@code function} returns for the value (null if it failed) and the unwrapped failure. */
    public static <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> settle(
            CompletionStage<A> stage,
            BiFunction<@Nullable A, @Nullable Throwable, ? extends CompletionStage<B>> function) {
        if (!isDone(stage)) {
            return settled(stage, function);
        }
        try {
            return function.apply(value(stage), null);
        } catch (Throwable failure) {
            return failed(failure);
        }
    }

    /** Passes a failure on as it is. A dependent stage would wrap it, which reads its message, and that may throw. */
    private static <A extends @Nullable Object, B extends @Nullable Object> CompletionStage<B> settled(
            CompletionStage<A> stage,
            BiFunction<@Nullable A, @Nullable Throwable, ? extends CompletionStage<B>> function) {
        CompletableFuture<B> result = new CompletableFuture<>();
        stage.handle((value, failure) -> {
            try {
                return function.apply(value, failure == null ? null : unwrap(failure))
                        .handle((next, failed) ->
                                failed == null ? result.complete(next) : result.completeExceptionally(unwrap(failed)));
            } catch (Throwable thrown) {
                return result.completeExceptionally(thrown);
            }
        });
        return result;
    }

    /** Completes when all of {@code stages} have, with their values in the same order. */
    public static <V extends @Nullable Object> CompletionStage<List<V>> all(List<? extends CompletionStage<V>> stages) {
        CompletableFuture<?>[] futures =
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new);
        return map(
                CompletableFuture.allOf(futures),
                ignored -> stages.stream().map(Stages::<V>value).toList());
    }

    /** Takes the wrappers off a failure that travelled through dependent stages. */
    public static Throwable unwrap(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; depth < DEEPEST_WRAPPING; depth++) {
            boolean wrapper = current instanceof CompletionException || current instanceof ExecutionException;
            if (!wrapper || current.getCause() == null) {
                return current;
            }
            current = current.getCause();
        }
        return failure; // wrapped in itself
    }
}
