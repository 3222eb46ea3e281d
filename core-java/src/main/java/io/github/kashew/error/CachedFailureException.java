package io.github.kashew.error;

/**
 * A failure of an earlier load that was stored as bytes: its message, and the name of the class that it had.
 *
 * <p>Stored bytes never choose a class, so the exception itself is not made again, unless the route says how.
 */
public final class CachedFailureException extends CacheException {
    private static final long serialVersionUID = 1L;

    private final String type;

    /**
     * Creates the exception.
     *
     * @param type the full name of the class of the original failure, for reading
     * @param message the message of the original failure; empty if it had none
     */
    public CachedFailureException(String type, String message) {
        super(Printable.text(type) + ": " + message);
        this.type = type;
    }

    /** Returns the full name of the class of the original failure. */
    public String type() {
        return type;
    }
}
