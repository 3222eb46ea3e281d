package io.github.kashew.internal;

/** Tells a batch that the load it waited for brought no value for a key. Never reaches a user. */
final class NothingLanded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final NothingLanded INSTANCE = new NothingLanded();

    private NothingLanded() {
        super("no value", null, false, false);
    }
}
