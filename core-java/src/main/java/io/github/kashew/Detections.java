package io.github.kashew;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers that the plans of one cache give within a scope, recorded as they are given.
 *
 * <p>Recorded is what is called in the scope, wherever it completes; an inner scope's answers are recorded by the outer ones
 * too. What a loader calls is part of a load that others may share, and is not recorded. Closing ends the scope on the
 * thread, and what was recorded stays. Thread-safe.
 */
public final class Detections implements CacheContext.Scope {

    /** How many answers are kept; those after them are counted only. */
    public static final int MOST = 10_000;

    private final Object cache;
    private final List<Supplier<Detection>> answers = new ArrayList<>();
    private int omitted;
    private CacheContext.@Nullable Scope scope;

    private Detections(Object cache) {
        this.cache = cache;
    }

    /**
     * Returns a record that is in force nowhere yet; see {@link CacheContext#detecting}.
     *
     * @param cache tells caches apart
     */
    public static Detections of(Object cache) {
        return new Detections(cache);
    }

    /** Puts this record in force on this thread until it is closed there. */
    synchronized Detections open() {
        scope = CacheContext.current().detecting(this).open();
        return this;
    }

    /**
     * Records an answer of {@code by}, if it is the cache that this is about.
     *
     * @param answer makes the answer when it is asked for, each time an equal one
     */
    public void add(Object by, Supplier<Detection> answer) {
        if (by != cache) {
            return;
        }
        synchronized (this) {
            if (answers.size() < MOST) {
                answers.add(answer);
            } else {
                omitted++;
            }
        }
    }

    /**
     * Returns the answers so far, in the order in which they were given. Each is put together when it is taken from the list.
     */
    public synchronized List<Detection> answers() {
        return new Answers(List.copyOf(answers));
    }

    /** Makes each answer when it is asked for. */
    private static final class Answers extends AbstractList<Detection> implements RandomAccess {
        private final List<Supplier<Detection>> given;

        Answers(List<Supplier<Detection>> given) {
            this.given = given;
        }

        @Override
        public Detection get(int index) {
            return given.get(index).get();
        }

        @Override
        public int size() {
            return given.size();
        }
    }

    /** Returns how many answers were given beyond the {@link #MOST} that are kept. */
    public synchronized int omitted() {
        return omitted;
    }

    /** Forgets the answers so far. */
    public synchronized void clear() {
        answers.clear();
        omitted = 0;
    }

    /** Ends the scope that {@link DetectionOperations#detect} has opened, on the thread that opened it. */
    @Override
    public void close() {
        CacheContext.Scope opened;
        synchronized (this) {
            opened = scope;
            scope = null;
        }
        if (opened != null) {
            opened.close();
        }
    }

    /** Draws a line for each answer. */
    @Override
    public String toString() {
        return String.join("\n", answers().stream().map(Detection::toString).toList());
    }
}
