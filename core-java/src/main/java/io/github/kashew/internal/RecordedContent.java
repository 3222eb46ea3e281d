package io.github.kashew.internal;

import io.github.kashew.StreamSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a source has brought so far: elements are in the chunk that is open, in closed chunks that are being stored,
 * or in the store.
 *
 * <p>No more than {@link #MOST_HELD} closed chunks are in memory: then the source waits, for the store or, once storing has
 * stopped, for the slowest reader. Guarded by the lock of the stream.
 */
final class RecordedContent<T> implements StreamContent<T> {

    private static final int MOST_HELD = 2;

    private final StreamSpec.Sizes<T> limits;
    private final Chunks<T> chunks;
    private final Map<Long, List<T>> held = new HashMap<>();
    private List<T> open = new ArrayList<>();
    private int[] sizes = new int[16];
    private int closed;
    private long received;
    private long openWeight;
    private long closedWeight;
    private int writing;
    private boolean storing = true;

    RecordedContent(StreamSpec.Sizes<T> limits, Chunks<T> chunks) {
        this.limits = limits;
        this.chunks = chunks;
    }

    /** A closed chunk that is to be stored. */
    record Closed<T>(long index, List<T> elements) {}

    @Override
    public StreamReading<T> at(StreamPlace place, long position) {
        if (place.chunk() == closed) {
            return place.offset() == open.size() ? new StreamReading.Nothing<>() : ofOpen(place);
        }
        if (place.offset() == sizes[(int) place.chunk()]) {
            return at(place.nextChunk(), position); // it was closed behind what the reader had of it
        }
        List<T> inMemory = held.get(place.chunk());
        return inMemory == null
                ? new StreamReading.InChunk<>(chunks, place)
                : new StreamReading.Elements<>(inMemory.subList(place.offset(), inMemory.size()), place.nextChunk());
    }

    private StreamReading<T> ofOpen(StreamPlace place) {
        return new StreamReading.Elements<>(
                List.copyOf(open.subList(place.offset(), open.size())), new StreamPlace(closed, open.size()));
    }

    /** Takes an element; answers the chunk that is full with it, if that is to be stored. */
    @Nullable
    Closed<T> add(T element, long weight) {
        received++;
        openWeight += weight;
        open.add(element);
        if (received > limits.most() || closedWeight + openWeight > limits.mostBytes()) {
            storing = false;
        }
        return open.size() == limits.chunk() || openWeight >= limits.chunkBytes() ? close() : null;
    }

    /** Closes the last chunk; answers it if there is something to store. */
    @Nullable
    Closed<T> closeLast() {
        return open.isEmpty() ? null : close();
    }

    private @Nullable Closed<T> close() {
        Closed<T> full = new Closed<>(closed, List.copyOf(open));
        if (closed == sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * closed);
        }
        sizes[closed] = open.size();
        held.put(full.index, full.elements);
        closed++;
        open = new ArrayList<>();
        closedWeight += openWeight;
        openWeight = 0;
        if (storing) {
            writing++;
        }
        return storing ? full : null;
    }

    /** Notes that a chunk is stored, or that it was refused: then nothing is stored any more. */
    void written(Closed<T> chunk, boolean stored) {
        writing--;
        if (stored) {
            held.remove(chunk.index);
        } else {
            storing = false;
        }
    }

    /** Stores nothing any more: what has been read is passed on. */
    void passOn() {
        storing = false;
    }

    /** Drops closed chunks that are not stored and that every reader has behind it. */
    void dropBefore(long slowest) {
        if (!storing && !held.isEmpty()) {
            held.keySet().removeIf(index -> index < slowest);
        }
    }

    /** Returns how many elements the source may be asked for. */
    int room() {
        return held.size() < MOST_HELD ? limits.chunk() - open.size() : 0;
    }

    long received() {
        return received;
    }

    /** Tells whether all of it is stored so far, or being stored. */
    boolean isStoring() {
        return storing;
    }

    boolean isWriting() {
        return writing > 0;
    }

    /** Returns the number of closed chunks. */
    long chunkCount() {
        return closed;
    }
}
