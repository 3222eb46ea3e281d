package io.github.kashew.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CommandCallback;
import io.github.kashew.CommandKind;
import io.github.kashew.Middleware;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Java examples of middleware.md. */
class MiddlewareExamplesTest {

    @Test
    void ready() {
        System.Logger log = System.getLogger("shop.cache");
        // example: ready
        Cache cache = Cache.builder()
                .route("", "mem://?size=10000")
                .middleware(Middleware.logging(log, System.Logger.Level.DEBUG))
                .middleware(Middleware.limitValues(
                        0, 1_000_000, value -> value instanceof String text ? 2L * text.length() : 0))
                .middleware(Middleware.lowerCaseKeys())
                .middleware(Middleware.prefix("shop:"))
                .build();

        cache.set("Article:7", "bolt");
        assertThat(cache.get("article:7", String.class)).isCompletedWithValue("bolt");
        // end
        cache.close();
    }

    @Test
    void callbacks() {
        Cache cache = Cache.open("mem://");
        List<String> written = new ArrayList<>();
        // example: callbacks
        CommandCallback writes = (command, result, failure) -> written.addAll(command.keys());

        try (CacheContext.Scope scope = cache.calling(writes.only(CommandKind.SET))) {
            cache.set("a", 1);
        }
        cache.set("b", 2);
        assertThat(written).containsExactly("a");
        // end
        cache.close();
    }
}
