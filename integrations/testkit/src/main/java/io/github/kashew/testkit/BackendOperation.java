package io.github.kashew.testkit;

/** The operations of a {@link io.github.kashew.spi.Backend}; each is named like its method. */
public enum BackendOperation {
    READ,
    READ_ALL,
    /** The read of a record together with generations of tags. */
    READ_TAGGED,
    CONTENT,
    COMMIT,
    WRITE,
    WRITE_ALL,
    DELETE,
    DELETE_MATCHING,
    EXIST,
    EXPIRE,
    DEADLINE,
    SCAN,
    SCAN_RECORDS,
    SIZE,
    COUNT,
    CLEAR,
    PING,
    INCREMENT,
    BITS,
    INCREMENT_BITS,
    ADD_EVENT,
    ADD_TO_SET,
    REMOVE_FROM_SET,
    POP_FROM_SET,
    ACQUIRE_LEASE,
    RENEW_LEASE,
    RELEASE_LEASE,
    IS_LEASED,
    LEASE_FREED,
    GENERATIONS,
    CREATE_GENERATIONS,
    END_GENERATIONS
}
