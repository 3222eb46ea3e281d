package io.github.kashew.internal;

import io.github.kashew.TypeRef;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The streams of a cache that can be joined: those that are being opened or read from their source. */
final class SharedStreams {

    private final ConcurrentHashMap<Id, SharedStream<?>> joinable = new ConcurrentHashMap<>();

    /** What subscribers have in common who share a run. */
    record Id(String key, TypeRef<?> type, List<?> switches) {}

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
                opened.begin();
                cursor.attach(opened);
                return;
            }
        }
    }

    /** Lets nobody join a stream any more. */
    void remove(Id id, SharedStream<?> over) {
        joinable.remove(id, over);
    }
}
