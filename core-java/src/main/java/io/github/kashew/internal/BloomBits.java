package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.CommandKind;
import io.github.kashew.NumberCommand;
import io.github.kashew.async.Stages;
import io.github.kashew.spi.BitFields;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bits of one or two filters, under one key of the store. Thread-safe. */
final class BloomBits {

    private final Engine engine;
    private final String key;
    private final Route route;
    private final Trouble unread;
    private final Trouble unwritten;

    /** Finds the bits: {@code purpose} carries what they depend on, {@code subject} decides the route. */
    BloomBits(Engine engine, String purpose, String subject, Object filter) {
        this.engine = engine;
        this.key = InternalKeys.of(purpose + '/' + BloomShape.HASH_VERSION, subject);
        this.route = engine.route(subject);
        LongAdder suppressed = route.tallies().direct().suppressed;
        this.unread = new Trouble(filter.toString(), "read", engine.clock(), suppressed);
        this.unwritten = new Trouble(filter.toString(), "write", engine.clock(), suppressed);
    }

    /** Answers how many of the bits are set if that needs no command; a negative number otherwise. */
    int countNow(long[] places) {
        engine.requireOpen();
        return route.bitsSetNow(key, places);
    }

    /** Answers what {@code meaning} makes of the bits, or of null if the store could not be asked. */
    <R> CompletionStage<R> read(long[] places, Function<long @Nullable [], CompletionStage<R>> meaning) {
        engine.requireOpen();
        if (!route.gate().isOpen(CommandKind.GET_BITS, CacheContext.current())) {
            return meaning.apply(null);
        }
        CompletionStage<long[]> bits;
        try {
            bits = route.commands().getBits(new NumberCommand.GetBits(key, BitFields.of(1, places)));
        } catch (RuntimeException failure) {
            bits = Stages.failed(failure);
        }
        return Stages.settle(bits, (found, failure) -> {
            if (failure != null) {
                unread.note(failure);
            }
            return meaning.apply(found);
        });
    }

    CompletionStage<@Nullable Void> set(long[] places) {
        engine.requireOpen();
        return Stages.map(
                route.commands().incrementBits(new NumberCommand.IncrementBits(key, BitFields.of(1, places), 1)),
                set -> null);
    }

    /** As {@link #set}, and answers {@code answer} whether the store took it or not. */
    <R extends @Nullable Object> CompletionStage<R> setAndAnswer(long[] places, R answer) {
        CompletionStage<@Nullable Void> set;
        try {
            set = set(places);
        } catch (RuntimeException failure) {
            set = Stages.failed(failure);
        }
        return Stages.settle(set, (done, failure) -> {
            if (failure != null) {
                unwritten.note(failure);
            }
            return Stages.done(answer);
        });
    }
}
