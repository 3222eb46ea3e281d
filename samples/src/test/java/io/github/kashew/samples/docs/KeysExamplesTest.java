package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.CacheContext;
import io.github.kashew.CachePlan;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.key.CacheKey;
import io.github.kashew.key.KeyFormats;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Java examples of docs/keys.md. */
class KeysExamplesTest {

    private final Cache cache = Cache.open("mem://");

    @AfterEach
    void close() {
        cache.close();
    }

    record Visitor(String name, String country) {}

    /** Has no text of its own. */
    static final class Session {
        private final int number;

        Session(int number) {
            this.number = number;
        }
    }

    @Test
    void template() {
        // example: template
        CachePlan<String> greetings = cache.plan(String.class)
                .key("greeting:{visitor.name:lower}:{day}:{@tenant}")
                .through(simple("1h"))
                .build();

        try (var scope = CacheContext.current().with("tenant", "north").open()) {
            String key = greetings.key(greetings.args(new Visitor("Ada", "GB"), LocalDate.of(2026, 11, 21)));

            assertThat(key).isEqualTo("greeting:ada:2026-11-21:north");
        }
        // end
        assertThatThrownBy(() -> greetings.key(greetings.args(new Visitor("Ada", "GB"), LocalDate.EPOCH)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("tenant");
    }

    @Test
    void escaping() {
        // example: escaping
        assertThat(CacheKey.of("user", 42)).isEqualTo("user:42");
        assertThat(CacheKey.of("user", "42")).isEqualTo("user:42"); // the same text is the same key
        assertThat(CacheKey.of("user", "a:b*")).isEqualTo("user:a%3Ab%2A");

        assertThat(CacheKey.of("user", (Object) null)).isEqualTo("user:%null");
        assertThat(CacheKey.of("user", "null")).isEqualTo("user:null");
        assertThat(CacheKey.of("user", "")).isEqualTo("user:%empty");

        assertThat(CacheKey.of("users", List.of(2, 1))).isNotEqualTo(CacheKey.of("users", List.of(1, 2)));
        assertThat(CacheKey.of("users", Set.of(2, 1))).isEqualTo(CacheKey.of("users", Set.of(1, 2)));
        // end
    }

    @Test
    void refusal() {
        // example: refusal
        assertThatThrownBy(() -> CacheKey.of("cart", new Session(7))) // its text would be Session@1a2b
                .isInstanceOf(InvalidKeyException.class);
        // end
    }

    @Test
    void formats() {
        // example: formats
        KeyFormats formats = KeyFormats.builder()
                .format(Session.class, session -> "s" + session.number)
                .function("initial", name -> String.valueOf(name).substring(0, 1))
                .maxKeyBytes(256)
                .build();

        Cache shop = Cache.builder().route("", "mem://").keyFormats(formats).build();
        CachePlan<String> carts = shop.plan(String.class)
                .key("cart:{session}:{name:initial}")
                .through(simple("1h"))
                .build();

        assertThat(carts.key(carts.args(new Session(7), "Ada"))).isEqualTo("cart:s7:A");
        // end
        shop.close();
    }

    @Test
    void tenants() {
        // example: tenants
        Cache shops = Cache.builder()
                .route("price:", "mem://", route -> route.requireContext("tenant"))
                .build();
        CachePlan<String> prices = shops.plan(String.class)
                .key("price:{@tenant}:{article}")
                .through(simple("1h"))
                .build();

        try (var scope = CacheContext.current().with("tenant", "north").open()) {
            assertThat(prices.key(prices.args("bolt"))).isEqualTo("price:north:bolt");
            assertThatThrownBy(() -> shops.get("price:south:bolt", String.class))
                    .isInstanceOf(InvalidKeyException.class); // of another tenant
        }
        assertThatThrownBy(() -> shops.get("price:north:bolt", String.class))
                .isInstanceOf(InvalidKeyException.class); // outside of any
        // end
        shops.close();
    }
}
