package io.github.kashew.spi;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A backend that announces changes which others made, so that a near cache can follow. */
public interface InvalidationSource {

    /**
     * Begins to announce; at most one listener.
     *
     * @throws IllegalStateException if there is a listener already
     */
    void onInvalidation(Listener listener);

    /** Hears of remote changes, one call at a time and in their order. */
    interface Listener {

        /** Hears that these keys changed, or with null that any may have. */
        void invalidated(@Nullable Collection<String> keys);

        /** Hears whether announcements can be relied on; until the first call they cannot. */
        void reliable(boolean reliable);
    }
}
