package io.github.kashew.internal;

import io.github.kashew.TypeRef;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The streams of a cache that can be joined: those that are being opened or read from their source. */
final class SharedStreams {

    private final ConcurrentHashMap<Id, SharedStream<?>> joinable = new ConcurrentHashMap<>();

    /** What subscribers have in common who share a run. */
    record Id(String key, TypeRef<?> type, List<?> switches, StreamUse use) {}

    /** Lets a subscriber read the stream that is under way, or the one that {@code opening} makes. */
    @SuppressWarnings("unchecked") // an id has one type of elements
    <T> void join(Id id, StreamCursor<T> cursor, Supplier<SharedStream<T>> opening) {
        while (true) {
            SharedStream<T> known = (SharedStream<T>) joinable.get(id);
            if (known != null && known.admit(cursor)) {
                cursor.attach(known);
                return;
            }
            SharedStream<T> opened = opening.get();
            opened.admit(cursor);
            boolean first =
                    known == null ? joinable.putIfAbsent(id, opened) == null : joinable.replace(id, known, opened);
            if (first) {
                cursor.attach(opened);
                opened.begin();
                return;
            }
        }
    }

    /** Runs the source of a stream anew, unless that is under way. */
    <T> void refresh(String key, StreamStore<T> store, StreamSource<T> source) {
        Id id = new Id(key, store.spec().type(), store.context().switches(), StreamUse.REFRESH);
        SharedStream<T> opened = new SharedStream<>(this, id, store, source);
        StreamCursor<T> reader = new StreamCursor<>(key, new Refreshing<>(), null);
        opened.admit(reader);
        if (joinable.putIfAbsent(id, opened) == null) {
            reader.request(Long.MAX_VALUE);
            reader.attach(opened);
            opened.begin();
        }
    }

    /** Lets nobody join a stream any more. */
    void remove(Id id, SharedStream<?> over) {
        joinable.remove(id, over);
    }
}
