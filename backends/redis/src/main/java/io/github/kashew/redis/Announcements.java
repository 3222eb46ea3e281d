package io.github.kashew.redis;

import io.github.kashew.spi.InvalidationSource.Listener;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.push.PushMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a server is asked to announce, and how that reads. Epochs, leases and fencing numbers are not announced. */
final class Announcements {

    private static final String TYPE = "invalidate";

    private final Keys keys;
    private final Listener listener;

    Announcements(Keys keys, Listener listener) {
        this.keys = keys;
        this.listener = listener;
    }

    /** Returns what the server is to track: all names of keys and of tags, whoever changes them. */
    TrackingArgs wanted() {
        return TrackingArgs.Builder.enabled().bcast().prefixes(StandardCharsets.UTF_8, keys.prefix(), keys.tagPrefix());
    }

    /** Hands an announcement on; answers false if it says that anything may have changed. */
    boolean tell(PushMessage message) {
        if (!message.getType().equals(TYPE)) {
            return true;
        }
        if (!(message.getContent().get(1) instanceof List<?> names)) {
            return false;
        }
        List<String> changed = new ArrayList<>(names.size());
        List<String> changedTags = new ArrayList<>(0);
        for (Object each : names) {
            String name = StandardCharsets.UTF_8
                    .decode(((ByteBuffer) each).duplicate())
                    .toString();
            if (name.startsWith(keys.prefix())) {
                changed.add(name.substring(keys.prefix().length()));
            } else if (name.startsWith(keys.tagPrefix())) {
                changedTags.add(name.substring(keys.tagPrefix().length()));
            }
        }
        if (!changed.isEmpty()) {
            listener.changed(changed);
        }
        if (!changedTags.isEmpty()) {
            listener.tagsChanged(changedTags);
        }
        return true;
    }

    /** Hands on that a period is over. */
    void ended() {
        listener.trackingEnded();
    }
}
