package io.github.kashew.spi;

/** Hears what left a backend. What it throws is logged and changes nothing. */
@FunctionalInterface
public interface RemovalListener {

    /** Hears nothing. */
    RemovalListener NONE = (key, cause) -> {};

    /** Hears that what {@code key} held is gone. Must be quick: it runs on the thread that noticed. */
    void removed(String key, RemovalCause cause);
}
