package io.github.kashew;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ambient scope of a call: values that key templates name, the loads and the transaction that the caller is part of,
 * and whether plans load anew.
 *
 * <p>Immutable. It is read once, when a call enters the cache, and carried from there. On a thread it is in force between
 * {@link #open()} and the closing of the scope; in coroutines the Kotlin module carries it in the coroutine context.
 *
 * <pre>{@code
 * try (var scope = CacheContext.current().with("tenant", tenant).open()) {
 *     users.get(users.args(42), loader);
 * }
 * }</pre>
 */
public final class CacheContext {

    private static final List<Detections> NOBODY = List.of();
    private static final CacheContext EMPTY = new CacheContext(Map.of(), null, null, false, NOBODY, Scoped.NOTHING);

    // The only thread-local of Kashew; null stands for the empty context.
    private static final ThreadLocal<@Nullable CacheContext> CURRENT = new ThreadLocal<>();

    private static final Scope UNCHANGED = () -> {};

    private final Map<String, Object> values;
    private final @Nullable Load load;
    private final @Nullable Transaction transaction;
    private final boolean refreshing;
    private final List<Detections> detections;
    private final Scoped scoped;

    private CacheContext(
            Map<String, Object> values,
            @Nullable Load load,
            @Nullable Transaction transaction,
            boolean refreshing,
            List<Detections> detections,
            Scoped scoped) {
        this.values = values;
        this.load = load;
        this.transaction = transaction;
        this.refreshing = refreshing;
        this.detections = detections;
        this.scoped = scoped;
    }

    /** Returns the context without values that is part of no load. */
    public static CacheContext empty() {
        return EMPTY;
    }

    /** Returns the context that is in force on this thread. */
    public static CacheContext current() {
        CacheContext current = CURRENT.get();
        return current == null ? EMPTY : current;
    }

    /** Returns this context with one more value for key templates, where {@code {@name}} stands for it. */
    public CacheContext with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new CacheContext(Map.copyOf(more), load, transaction, refreshing, detections, scoped);
    }

    /**
     * Returns this context inside {@code inner}, or outside every load if that is null. Others may share a load, so nothing
     * in it is recorded for those who detect or told to callbacks.
     */
    public CacheContext within(@Nullable Load inner) {
        return new CacheContext(values, inner, transaction, refreshing, NOBODY, scoped.withoutCallbacks());
    }

    /** Returns this context inside {@code transaction}, or outside every one if that is null. */
    public CacheContext inside(@Nullable Transaction inner) {
        return inner == transaction ? this : new CacheContext(values, load, inner, refreshing, detections, scoped);
    }

    /** Returns the innermost transaction that the caller is part of, or null. */
    public @Nullable Transaction transaction() {
        return transaction;
    }

    /**
     * Returns this context with plans that load anew: what is stored is not answered but replaced, and stays until then.
     *
     * <p>Loads inside such a load load anew as well. Operations on single keys, such as {@code cache.get}, read as ever.
     */
    public CacheContext refreshing() {
        return refreshing ? this : new CacheContext(values, load, transaction, true, detections, scoped);
    }

    /** Tells whether plans load anew. */
    public boolean isRefreshing() {
        return refreshing;
    }

    /** Returns this context with one more record of the answers that are given in it. */
    public CacheContext detecting(Detections seen) {
        List<Detections> more =
                Stream.concat(detections.stream(), Stream.of(seen)).toList();
        return new CacheContext(values, load, transaction, refreshing, more, scoped);
    }

    /** Returns this context with commands of {@code cache} switched off in it; see {@link SwitchOperations}. */
    public CacheContext disabling(Object cache, Switch off) {
        return new CacheContext(values, load, transaction, refreshing, detections, scoped.with(cache, off));
    }

    /** Returns this context with a callback told of the commands of {@code cache}; see {@link CallbackOperations}. */
    public CacheContext calling(Object cache, CommandCallback callback) {
        return new CacheContext(values, load, transaction, refreshing, detections, scoped.with(cache, callback));
    }

    /** Tells whether anything is switched off in this context, or any callback is told of it. */
    public boolean isScoped() {
        return !scoped.isNothing();
    }

    /** Tells whether commands of a kind, to a route of {@code cache}, are switched off in this context. */
    public boolean isDisabled(Object cache, CommandKind kind, String prefix) {
        return scoped.disables(cache, kind, prefix);
    }

    /** Returns what is switched off in this context, of whatever cache, to tell contexts apart. */
    public List<?> switches() {
        return scoped.off();
    }

    /** Returns the callbacks that are told of the commands of {@code cache} in this context. */
    public List<CommandCallback> callbacks(Object cache) {
        return scoped.callbacksOf(cache);
    }

    /** Tells whether anybody records the answers that are given in this context. */
    public boolean isDetected() {
        return detections != NOBODY;
    }

    /** Returns the records of answers, the outermost one first. */
    public List<Detections> detections() {
        return detections;
    }

    /** Returns the value of a name, or null if it has none. */
    public @Nullable Object value(String name) {
        return values.get(name);
    }

    /** Returns the innermost load that the caller is part of, or null. */
    public @Nullable Load load() {
        return load;
    }

    /**
     * Puts this context in force on this thread until the scope is closed, which restores what was before.
     *
     * <p>Scopes are closed on the thread that opened them, innermost first.
     */
    public Scope open() {
        CacheContext before = CURRENT.get();
        CacheContext inForce = this == EMPTY ? null : this;
        if (before == inForce) {
            return UNCHANGED;
        }
        CURRENT.set(inForce); // not removed where it is empty: a null keeps nothing alive, and costs no new entry
        return () -> CURRENT.set(before);
    }

    @Override
    public String toString() {
        return "CacheContext" + values.keySet() + (refreshing ? " refreshing" : "")
                + (transaction == null ? "" : " in " + transaction)
                + (load == null ? "" : " inside " + load);
    }

    /** The time during which a context is in force on a thread. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        /** Restores the context that was in force before. */
        @Override
        void close();
    }

    /** A load that is running; named to find loads that wait for themselves. */
    public interface Load {
        /** Returns the key that is being loaded, or the first of several. */
        String key();
    }
}
