package io.github.kashew.redis;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Which node serves which slot. A server that is no cluster is one node that serves all. */
interface Topology extends AutoCloseable {

    /** Returns the node that serves a slot. */
    Node nodeOf(int slot);

    /** Answers the nodes whose keys, taken together, are all keys. */
    CompletionStage<List<Node>> nodes();

    /**
     * Returns what tells whether keys may be named in one command: two keys may if their slots have the same group.
     */
    int groupOf(int slot);

    /** Tells whether one command may name all of these. */
    default boolean isOneGroup(List<byte[]> names) {
        return names.stream()
                        .mapToInt(name -> groupOf(Keys.slot(name)))
                        .distinct()
                        .count()
                == 1;
    }

    /** Returns the channels on which releases of leases are announced. */
    Releases releases();

    /** Returns the time by which deadlines are judged. */
    ServerTime time();

    @Override
    void close();
}
