package io.github.kashew.samples.docs;

import static io.github.kashew.CommandKind.GET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.Switch;
import org.junit.jupiter.api.Test;

/** The Java examples of switches.md. */
class SwitchesExamplesTest {

    @Test
    void process() {
        Cache cache =
                Cache.builder().route("", "mem://").route("user:", "mem://").build();
        cache.set("user:1", "Ada");
        // example: process
        cache.disable(Switch.of(GET).on("user:")); // look-ups of one route
        cache.disable(); // everything
        cache.enable(); // and all of it again
        // end
        assertThat(cache.get("user:1", String.class)).isCompletedWithValue("Ada");
        cache.close();
    }

    @Test
    void scope() {
        Cache cache = Cache.open("mem://");
        cache.set("k", "stored");
        // example: scope
        try (CacheContext.Scope scope = cache.disabling(GET)) {
            assertThat(cache.get("k", String.class)).isCompletedWithValue(null);
        }
        assertThat(cache.get("k", String.class)).isCompletedWithValue("stored");
        // end
        cache.close();
    }
}
