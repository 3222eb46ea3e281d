package io.github.kashew.redis;

import io.lettuce.core.cluster.SlotHash;

/** For each slot of a cluster a short text in braces that lies in it. */
final class SlotTags {

    private static final String[] TAGS = tags();

    private SlotTags() {}

    static String of(int slot) {
        return TAGS[slot];
    }

    private static String[] tags() {
        String[] tags = new String[SlotHash.SLOT_COUNT];
        int missing = tags.length;
        for (int i = 0; missing > 0; i++) {
            String text = Integer.toString(i, Character.MAX_RADIX);
            int slot = SlotHash.getSlot(text);
            if (tags[slot] == null) {
                tags[slot] = "{" + text + "}";
                missing--;
            }
        }
        return tags;
    }
}
