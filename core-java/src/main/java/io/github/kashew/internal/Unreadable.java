package io.github.kashew.internal;

/** Stored bytes that are not answered as a value, and why. It carries no stack: it is an answer, not a defect. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why bytes are not answered. */
    enum Reason {
        /** They are not what was written: a check fails, or they have no shape. They may be overwritten. */
        DAMAGED(true),
        /** They are of a newer version of the format, or checked with a secret that is not known here. */
        FOREIGN(false),
        /** They or the value in them are larger than the route permits. */
        TOO_LARGE(true),
        /** The check holds, and the codec or the compressor fails nevertheless. */
        UNDECODABLE(true);

        private final boolean replaceable;

        Reason(boolean replaceable) {
            this.replaceable = replaceable;
        }

        /** Tells whether a load may overwrite the bytes. */
        boolean isReplaceable() {
            return replaceable;
        }
    }

    private final Reason reason;

    Unreadable(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
