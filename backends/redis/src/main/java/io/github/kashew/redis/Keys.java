package io.github.kashew.redis;

import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;

/**
 * How keys are named in the server.
 *
 * <p>A key is the prefix and its own text. What the backend keeps beside the keys begins with a tilde, with which no
 * prefix begins, so no key can reach it. What belongs to a key lies in the slot of that key.
 */
final class Keys {

    private static final String INTERNAL = "~";

    private final String prefix;

    /** A prefix has no braces, so they are free to choose a slot with. */
    Keys(String prefix) {
        this.prefix = prefix;
    }

    /** Returns what the names of all keys begin with. */
    String prefix() {
        return prefix;
    }

    /** Returns what the names of all tags begin with. */
    String tagPrefix() {
        return INTERNAL + prefix + "tag:";
    }

    /** Returns the name of a key. */
    byte[] name(String key) {
        return bytes(prefix + key);
    }

    /** Returns the key of a name that {@link #name} made. */
    String key(byte[] name) {
        String text = new String(name, StandardCharsets.UTF_8);
        return text.substring(prefix.length());
    }

    /** Returns the name of the deletion epoch of a slot. */
    byte[] epoch(int slot) {
        return bytes(INTERNAL + prefix + "epoch:" + SlotTags.of(slot));
    }

    /** Returns the name of a lease, which is also the channel on which its release is announced. */
    byte[] lease(String name) {
        return bytes(INTERNAL + prefix + "lease:" + SlotTags.of(slotOfKey(name)) + name);
    }

    /** Returns the name of the counter of fencing numbers in the slot of a lease. */
    byte[] fencing(String lease) {
        return bytes(INTERNAL + prefix + "fencing:" + SlotTags.of(slotOfKey(lease)));
    }

    /** Returns the name of a tag's generation. */
    byte[] tag(String tag) {
        return bytes(tagPrefix() + tag);
    }

    /** Returns a pattern for the server that every name matches whose key begins with {@code literal}. */
    byte[] matching(String literal) {
        StringBuilder pattern = new StringBuilder();
        (prefix + literal).chars().forEach(c -> {
            if ("*?[]\\^".indexOf(c) >= 0) {
                pattern.append('\\');
            }
            pattern.append((char) c);
        });
        return bytes(pattern.append('*').toString());
    }

    private int slotOfKey(String key) {
        return slot(name(key));
    }

    /** Returns the slot of a name, 0 to 16383. A server that is no cluster has them as the stripes of its epochs. */
    static int slot(byte[] name) {
        return SlotHash.getSlot(name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
