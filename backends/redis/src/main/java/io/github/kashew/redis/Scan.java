package io.github.kashew.redis;

import io.github.kashew.spi.KeyPattern;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the keys that match, node by node and page by page.
 *
 * <p>The server filters by the text before the first wildcard only, which takes it a time that does not depend on the
 * pattern; the rest is matched here. Pages are asked for one at a time.
 */
final class Scan {

    private final Keys keys;
    private final Predicate<String> wanted;
    private final ScanArgs arguments;
    private final CompletionStage<Queue<Node>> nodes;
    private ScanCursor cursor = ScanCursor.INITIAL;

    private Scan(Topology topology, Keys keys, String head, Predicate<String> wanted, int pageSize) {
        this.keys = keys;
        this.wanted = wanted;
        this.arguments = new ScanArgs().match(keys.matching(head)).limit(pageSize);
        this.nodes = topology.nodes().thenApply(ArrayDeque::new);
    }

    static Scan of(Topology topology, Keys keys, KeyPattern pattern, int pageSize) {
        return new Scan(topology, keys, pattern.literalPrefix(), pattern::matches, pageSize);
    }

    /** Walks over all keys, also over internal ones, for which no wildcard stands. */
    static Scan ofAll(Topology topology, Keys keys, int pageSize) {
        return new Scan(topology, keys, "", key -> true, pageSize);
    }

    /** Answers the next page of keys, which may be empty, or null at the end. */
    CompletionStage<@Nullable Set<String>> next() {
        return nodes.thenCompose(this::next);
    }

    private CompletionStage<@Nullable Set<String>> next(Queue<Node> left) {
        Node node = left.peek();
        if (node == null) {
            return CompletableFuture.completedFuture(null);
        }
        return node.<KeyScanCursor<byte[]>>send(commands -> commands.scan(cursor, arguments))
                .thenApply(page -> {
                    cursor = page;
                    if (page.isFinished()) {
                        left.remove();
                        cursor = ScanCursor.INITIAL;
                    }
                    return matching(page.getKeys());
                });
    }

    private Set<String> matching(List<byte[]> names) {
        Set<String> found = new LinkedHashSet<>();
        for (byte[] name : names) {
            String key = keys.key(name);
            if (wanted.test(key)) {
                found.add(key);
            }
        }
        return found;
    }
}
