package io.github.kashew;

import java.util.HashMap;
import java.util.Map;
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

    private static final CacheContext EMPTY = new CacheContext(Map.of(), null, null, false);

    // The only thread-local of Kashew; null stands for the empty context.
    private static final ThreadLocal<@Nullable CacheContext> CURRENT = new ThreadLocal<>();

    private static final Scope UNCHANGED = () -> {};

    private final Map<String, Object> values;
    private final @Nullable Load load;
    private final @Nullable Transaction transaction;
    private final boolean refreshing;

    private CacheContext(
            Map<String, Object> values, @Nullable Load load, @Nullable Transaction transaction, boolean refreshing) {
        this.values = values;
        this.load = load;
        this.transaction = transaction;
        this.refreshing = refreshing;
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
        return new CacheContext(Map.copyOf(more), load, transaction, refreshing);
    }

    /** Returns this context inside {@code inner}, or outside every load if that is null. */
    public CacheContext within(@Nullable Load inner) {
        return new CacheContext(values, inner, transaction, refreshing);
    }

    /** Returns this context inside {@code transaction}, or outside every one if that is null. */
    public CacheContext inside(@Nullable Transaction inner) {
        return inner == transaction ? this : new CacheContext(values, load, inner, refreshing);
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
        return refreshing ? this : new CacheContext(values, load, transaction, true);
    }

    /** Tells whether plans load anew. */
    public boolean isRefreshing() {
        return refreshing;
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
