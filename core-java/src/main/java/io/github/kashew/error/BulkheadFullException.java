package io.github.kashew.error;

/** A call that found all places of a bulkhead taken, and its queue full. */
public class BulkheadFullException extends CacheException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which bulkhead refused
     */
    public BulkheadFullException(String message) {
        super(message);
    }
}
