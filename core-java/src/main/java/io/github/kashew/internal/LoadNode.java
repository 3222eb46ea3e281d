package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.async.Stages;
import io.github.kashew.error.CircularLoadException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A running load in the graph of who waits for whom.
 *
 * <p>The graph has an edge from a load to each load that it waits for. It is touched only by calls from inside a load,
 * under one lock; joining a load from which there is a way back would wait for ever and is refused.
 */
final class LoadNode implements CacheContext.Load {

    private static final Object GRAPH = new Object();

    private final String key;
    private final List<LoadNode> waitsFor = new ArrayList<>(0);

    private volatile @Nullable CompletableFuture<?> load;
    private volatile boolean reusing;

    LoadNode(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }

    /** Notes what the loader has begun. */
    void begun(CompletableFuture<?> stage) {
        load = stage;
    }

    /** Tells whether this load brought nothing, or something of which a part was answered without loading. */
    boolean isReusing() {
        CompletableFuture<?> begun = load;
        return reusing || begun == null || !Stages.isDone(begun);
    }

    /** Notes that a part of what this load brings was answered without loading. */
    void reuses() {
        reusing = true;
    }

    /** Notes that a cached call has answered a value without loading, if it was made by a load. */
    static void noteReuse(CacheContext context) {
        if (context.load() instanceof LoadNode outer) {
            outer.reuses();
        }
    }

    /**
     * Notes that this load waits for {@code other}.
     *
     * @throws CircularLoadException if {@code other} waits for this one, directly or not
     */
    void waitFor(LoadNode other) {
        synchronized (GRAPH) {
            List<String> path = other.pathTo(this);
            if (path != null) {
                path.add(0, key);
                throw new CircularLoadException(path);
            }
            waitsFor.add(other);
        }
    }

    /** Notes that this load waits for {@code other} no longer. */
    void waitNoLonger(LoadNode other) {
        synchronized (GRAPH) {
            waitsFor.remove(other);
        }
    }

    private @Nullable List<String> pathTo(LoadNode target) {
        Deque<LoadNode> path = new ArrayDeque<>();
        if (!search(target, path, new HashSet<>())) {
            return null;
        }
        List<String> keys = new ArrayList<>();
        path.forEach(node -> keys.add(node.key));
        return keys;
    }

    private boolean search(LoadNode target, Deque<LoadNode> path, Set<LoadNode> seen) {
        if (!seen.add(this)) {
            return false;
        }
        path.addLast(this);
        if (this == target) {
            return true;
        }
        for (LoadNode next : waitsFor) {
            if (next.search(target, path, seen)) {
                return true;
            }
        }
        path.removeLast();
        return false;
    }

    @Override
    public String toString() {
        return "load of '" + key + "'";
    }
}
