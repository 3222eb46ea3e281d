package io.github.kashew.spi;

/** Hears what left a backend. What it throws is logged and changes nothing. */
@FunctionalInterface
public interface RemovalListener {

    /** Hears nothing. */
    RemovalListener NONE = new RemovalListener() {
        @Override
        public void removed(String key, RemovalCause cause) {}

        @Override
        public boolean hears(RemovalCause cause) {
            return false;
        }
    };

    /** Hears that what {@code key} held is gone. Must be quick: it runs on the thread that noticed. */
    void removed(String key, RemovalCause cause);

    /** Tells whether removals for {@code cause} are of interest, so that a backend can leave out the others; always the same. */
    default boolean hears(RemovalCause cause) {
        return true;
    }
}
