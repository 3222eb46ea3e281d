package io.github.kashew;

/** The kinds of commands, for switches and for middleware that looks at some of them only. */
public enum CommandKind {
    GET,
    GET_MANY,
    GET_MATCH,
    GET_RAW,
    SET,
    SET_MANY,
    SET_RAW,
    DELETE,
    DELETE_MANY,
    DELETE_MATCH,
    EXISTS,
    SCAN,
    EXPIRE,
    TTL,
    INCREMENT,
    GET_BITS,
    INCREMENT_BITS,
    SLIDING_COUNT,
    SET_ADD,
    SET_REMOVE,
    SET_POP,
    ACQUIRE_LEASE,
    RENEW_LEASE,
    RELEASE_LEASE,
    IS_LEASED,
    PING,
    SIZE,
    COUNT,
    CLEAR
}
