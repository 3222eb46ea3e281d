package io.github.kashew.internal;

import static io.github.kashew.strategy.Strategies.rateLimit;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.key.KeyRules;
import io.github.kashew.spi.KeyPattern;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An internal key")
class InternalKeysTest {

    @Test
    @DisplayName("names its purpose and what it is about")
    void names() {
        String key = InternalKeys.of("rate", "user:42");
        assertThat(key).isEqualTo("\0rate\0user:42");
        assertThat(InternalKeys.isInternal(key)).isTrue();
        assertThat(InternalKeys.subject(key)).isEqualTo("user:42");
        assertThat(InternalKeys.isInternal("user:42")).isFalse();
    }

    @Test
    @DisplayName("is about a key that a user may have, for a purpose that is a word")
    void refuses() {
        assertThatThrownBy(() -> InternalKeys.of("rate", "")).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> InternalKeys.of("rate", "\0rate\0k")).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> InternalKeys.subject("\0rate\0")).isInstanceOf(InvalidKeyException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> InternalKeys.of("", "k"));
        assertThatIllegalArgumentException().isThrownBy(() -> InternalKeys.of("a\0b", "k"));
    }

    @Test
    @DisplayName("is about text that can be written, that is not internal itself and not too long")
    void strict() {
        assertThatCode(() -> InternalKeys.checkStrict("\0rate\0user:\uD83D\uDE00"))
                .doesNotThrowAnyException();
        for (String subject : List.of("\0k", "user:\uD83D", "k".repeat(KeyRules.MAX_LENGTH + 1))) {
            assertThatThrownBy(() -> InternalKeys.checkStrict("\0rate\0" + subject))
                    .isInstanceOf(InvalidKeyException.class);
        }
    }

    @Test
    @DisplayName("is matched by no pattern of a user")
    void patterns() {
        String key = InternalKeys.of("rate", "user:42");
        assertThat(KeyPattern.of("*").matches(key)).isFalse();
        assertThat(KeyPattern.of("?rate?user:*").matches(key)).isFalse();
        assertThat(KeyPattern.of("\0rate\0*").matches(key)).isTrue();
    }

    @Test
    @DisplayName("is refused from users, and lives on the route of the key that it is about")
    void routes() {
        try (Cache cache = Cache.builder().route("user:", "mem://").build()) {
            CachePlan<String> users = cache.plan(String.class)
                    .key("user:{id}")
                    .through(simple("1h"), rateLimit(5, "1m").failClosed())
                    .build();
            assertThat(users.get(users.args(1), () -> CompletableFuture.completedFuture("a")))
                    .isCompletedWithValue("a");
            String key = InternalKeys.of("rate", "user:1");
            assertThatThrownBy(() -> cache.increment(key)).isInstanceOf(InvalidKeyException.class);
            assertThatThrownBy(() -> cache.set(key, "x", Ttl.of("1h"))).isInstanceOf(InvalidKeyException.class);
            assertThatThrownBy(() -> users.getAt(key, CompletableFuture::new)).isInstanceOf(InvalidKeyException.class);
        }
    }
}
