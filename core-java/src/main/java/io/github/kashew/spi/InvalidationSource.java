package io.github.kashew.spi;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A backend that announces changes which others made, so that what was read can be held near.
 *
 * <p>Whoever holds something near asks for the {@link Tracking} of its name first, then reads, and keeps what the read
 * brought only if no announcement named it meanwhile. What it keeps counts only while that same tracking holds.
 *
 * <p>Implementations are thread-safe.
 */
public interface InvalidationSource {

    /**
     * Begins to announce; at most one listener.
     *
     * <p>The changes of this backend itself may be announced as well.
     *
     * @param outageNanos how long a tracking goes on to hold while the storage cannot be reached; 0 for not at all
     * @throws IllegalStateException if there is a listener already
     */
    void announceTo(Listener listener, long outageNanos);

    /** Returns the tracking of a key for reads that begin now; null while its changes would not be announced. */
    @Nullable
    Tracking trackingOf(String key);

    /** Returns the tracking of a tag's generation for reads that begin now; null while its changes would not be announced. */
    @Nullable
    Tracking trackingOfTag(String tag);

    /** A time during which no change of what it is about goes by unannounced. Equal only to itself. */
    interface Tracking {

        /** Tells whether every change so far was announced, or will be in a moment. */
        boolean holds();

        /** Tells whether it will never hold again. */
        boolean isOver();
    }

    /** Hears of changes. It returns quickly and never throws. */
    interface Listener {

        /** Hears that these keys have changed. */
        void changed(Collection<String> keys);

        /** Hears that the generations of these tags have changed. */
        void tagsChanged(Collection<String> tags);

        /** Hears that a tracking is over, so that what was read under it is of no use. */
        void trackingEnded();
    }
}
