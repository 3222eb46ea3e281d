package io.github.kashew.internal;

/** Tells a batch that the load it waited for brought no value for a key. Never reaches a user. */
final class NothingLanded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("StaticAssignmentOfThrowable") // has neither stack trace nor cause
    static final NothingLanded INSTANCE = new NothingLanded();

    private NothingLanded() {
        super("no value", null, false, false);
    }
}
