package io.github.kashew.strategy;

import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a cached answer is compared with a fresh one, and who hears of a difference.
 *
 * @param same tells whether the two say the same
 * @param listener hears of differences, or null if they are logged
 */
record Comparison(
        BiPredicate<? super @Nullable Object, ? super @Nullable Object> same,
        @Nullable Consumer<? super Mismatch> listener) {

    static final Comparison BY_EQUALS = new Comparison(Objects::deepEquals, null);

    Comparison by(BiPredicate<? super @Nullable Object, ? super @Nullable Object> other) {
        return new Comparison(Objects.requireNonNull(other, "equality"), listener);
    }

    Comparison told(Consumer<? super Mismatch> other) {
        return new Comparison(same, Objects.requireNonNull(other, "listener"));
    }
}
