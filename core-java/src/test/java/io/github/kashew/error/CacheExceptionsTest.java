package io.github.kashew.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheExceptionsTest {

    @Test
    @DisplayName("every failure of the cache is an unchecked CacheException that keeps its message and cause")
    void belowCacheException() {
        Exception cause = new Exception("below");

        List<CacheException> all = List.of(
                new BackendException("m", cause),
                new CodecException("m", cause),
                new LockedException("m", cause),
                new NotConfiguredException("m", cause),
                new InvalidKeyException("m", cause),
                new LoadTimeoutException("m", cause));

        assertThat(all).allSatisfy(e -> assertThat(e).hasMessage("m").hasCause(cause));
        assertThat(RuntimeException.class).isAssignableFrom(CacheException.class);
        assertThat(Stream.of(RateLimitedException.class, CircuitOpenException.class, CircularLoadException.class))
                .allMatch(CacheException.class::isAssignableFrom);
    }

    @Test
    @DisplayName("a refusal that passes says when to come back")
    void retryAfter() {
        assertThat(new RateLimitedException("m", Duration.ofSeconds(3)).retryAfter())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(new CircuitOpenException("m", Duration.ZERO).retryAfter()).isZero();
        assertThatThrownBy(() -> new RateLimitedException("m", Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retryAfter must be zero or more, was PT-0.001S");
    }

    @Test
    @DisplayName("a circular load shows its path, escaped and bounded, and keeps all of it")
    void circularPath() throws Exception {
        CircularLoadException short3 = new CircularLoadException(List.of("a\n", "b", "a\n"));
        assertThat(short3).hasMessage("a load waits for itself: 'a\\n' → 'b' → 'a\\n'");
        assertThat(short3.path()).containsExactly("a\n", "b", "a\n");

        CircularLoadException longest = new CircularLoadException(new ArrayList<>(Collections.nCopies(1000, "k")));
        assertThat(longest.getMessage()).hasSizeLessThan(200).endsWith("… (1000 keys)");
        assertThat(longest.path()).hasSize(1000);
        assertThat(copy(short3).path()).isEqualTo(short3.path());
        assertThatThrownBy(() -> new CircularLoadException(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path must hold at least one key, was empty");
    }

    private static CircularLoadException copy(CircularLoadException exception) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (CircularLoadException) in.readObject();
        }
    }
}
