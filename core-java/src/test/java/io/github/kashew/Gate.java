package io.github.kashew;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A loader whose loads stay open until the test ends them. */
public final class Gate<V> implements Loader<V> {

    private final List<CompletableFuture<V>> loads = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<V> load() {
        CompletableFuture<V> load = new CompletableFuture<>();
        loads.add(load);
        return load;
    }

    /** Returns how many loads were begun. */
    public int count() {
        return loads.size();
    }

    /** Returns the load that was begun as number {@code index}, from 0. */
    public CompletableFuture<V> at(int index) {
        return loads.get(index);
    }

    /** Returns the load that was begun last. */
    public CompletableFuture<V> last() {
        return loads.get(loads.size() - 1);
    }
}
