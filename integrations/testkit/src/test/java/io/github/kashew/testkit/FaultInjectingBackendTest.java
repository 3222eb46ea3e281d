package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.ManualClock;
import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultInjectingBackendTest {

    private final ManualClock clock = new ManualClock();
    private FaultInjectingBackend<?> faults;
    private final Cache cache = Cache.builder()
            .clock(clock)
            .executor(Runnable::run)
            .route("", "mem://?suppress=false", route -> route.wrap(this::faulty))
            .build();

    private Backend<?> faulty(Backend<?> backend) {
        faults = new FaultInjectingBackend<>(backend, clock);
        return faults;
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void failsTheNextOperationsOnly() {
        faults.failNext(2);
        assertThat(failure(cache.exists("k")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("READ");
        assertThat(failure(cache.exists("k"))).isInstanceOf(BackendException.class);
        assertThat(answer(cache.exists("k"))).isFalse();
        faults.failNext();
        assertThat(failure(cache.ping())).isInstanceOf(BackendException.class);
        assertThat(answer(cache.exists("k"))).isFalse();
    }

    @Test
    void failsOnCondition() {
        faults.failWhen(asked -> asked.keys().contains("bad"));
        assertThat(failure(cache.set("bad", "v"))).isInstanceOf(BackendException.class);
        assertThat(answer(cache.set("good", "v"))).isTrue();
        faults.heal();
        assertThat(answer(cache.exists("bad"))).isFalse();
    }

    @Test
    void delaysByTheClock() {
        faults.delay(Duration.ofSeconds(2));
        CompletableFuture<Boolean> written = cache.set("k", "v").toCompletableFuture();
        clock.advance("1s");
        assertThat(written).isNotDone();
        clock.advance("1s");
        assertThat(written).isCompletedWithValue(true);
        faults.heal();
        assertThat(answer(cache.exists("k"))).isTrue();
    }

    @Test
    void hangsUntilHealed() {
        faults.hang();
        CompletableFuture<Boolean> written = cache.set("k", "v").toCompletableFuture();
        clock.advance("1h");
        assertThat(written).isNotDone();
        faults.heal();
        assertThat(written).isCompletedWithValue(true);
        assertThat(answer(cache.exists("k"))).isTrue();
    }

    @Test
    void countsWhatItIsAsked() {
        answer(cache.set("k", "v"));
        faults.failNext();
        assertThat(failure(cache.exists("k"))).isInstanceOf(BackendException.class);
        assertThat(faults.requests(BackendOperation.WRITE)).isEqualTo(1);
        assertThat(faults.requests(BackendOperation.READ)).isEqualTo(1);
        assertThat(faults.requests(BackendOperation.DELETE)).isZero();
        assertThat(faults.requests()).isEqualTo(2);
        faults.resetRequests();
        assertThat(faults.requests()).isZero();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> faults.failNext(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.delay(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
