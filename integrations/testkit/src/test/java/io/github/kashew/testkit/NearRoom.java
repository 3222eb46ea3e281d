package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.ManualClock;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendProvider;
import io.github.kashew.spi.BackendUrl;
import io.github.kashew.spi.RemovalListener;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A cache with a near cache, and another process that uses the same store. */
abstract class NearRoom {

    static final int SIZE = 100;

    final ManualClock clock = new ManualClock();
    final Backend<byte[]> stored = store();
    final AnnouncingBackend client = new AnnouncingBackend(stored);
    final Cache cache = Cache.builder()
            .clock(clock)
            .executor(Runnable::run)
            .route("", context -> client, route -> route.near(SIZE))
            .build();

    /** Another process, which uses the same store. */
    final Cache other = Cache.builder()
            .clock(clock)
            .executor(Runnable::run)
            .route("", context -> new AnnouncingBackend(stored), route -> {})
            .build();

    @SuppressWarnings("unchecked") // copies are bytes
    private Backend<byte[]> store() {
        BackendProvider memory = ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.schemes().contains("mem"))
                .findFirst()
                .orElseThrow();
        BackendContext context = new BackendContext(clock, Runnable::run, RemovalListener.NONE, (key, held) -> 1);
        return (Backend<byte[]>) memory.open(BackendUrl.parse("mem://?copy=true&check_interval=0"), context);
    }

    @AfterEach
    final void close() {
        cache.close();
        other.close();
    }

    final CompletionStage<@Nullable String> get(String key) {
        return cache.get(key, String.class);
    }

    /** Sets a value as another process does, whose change is announced later or never. */
    final void setByOther(String key, String value) {
        answer(other.set(key, value));
    }

    /** Reads a key so that it is held near. */
    final void hold(String key, String value) {
        setByOther(key, value);
        client.announce(key);
        assertThat(answer(get(key))).isEqualTo(value);
        assertHeld(key, value);
    }

    final void assertHeld(String key, String value) {
        client.takeAsked();
        assertThat(answer(get(key))).isEqualTo(value);
        assertThat(client.takeAsked()).as("operations for a value that is near").isEmpty();
    }

    final void assertFar(String key, String value) {
        client.takeAsked();
        assertThat(answer(get(key))).isEqualTo(value);
        assertThat(client.takeAsked()).containsExactly(BackendOperation.READ);
    }
}
