package io.github.kashew.internal;

/** What a stream is opened for. Only those who open it for the same share it. */
enum StreamUse {
    /** To be replayed, or run where it is not stored. */
    READ,
    /** To be run in place of what is stored, for somebody who waits for that. */
    RENEW,
    /** To be run in place of what is stored, in the background. */
    REFRESH
}
