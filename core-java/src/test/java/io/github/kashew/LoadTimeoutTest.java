package io.github.kashew;

import static io.github.kashew.Outcomes.failure;
import static io.github.kashew.Outcomes.value;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.LoadTimeoutException;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A load that takes too long")
class LoadTimeoutTest {

    private final ManualClock clock = new ManualClock();
    private final List<Runnable> submitted = new ArrayList<>();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .clock(clock)
            .executor(submitted::add)
            .build();
    private final CachePlan<String> plan = cache.plan(String.class)
            .key("k:{id}")
            .through(simple("1h"))
            .loadTimeout("30s")
            .build();
    private final Gate<String> gate = new Gate<>();
    private final Args id = Args.of(1);

    private CompletableFuture<String> call() {
        return plan.get(id, gate).toCompletableFuture();
    }

    private void runSubmitted() {
        List.copyOf(submitted).forEach(Runnable::run);
        submitted.clear();
    }

    @Test
    @DisplayName("fails its callers on the executor of the cache, at the limit and no tick before")
    void failsCallersOnTheExecutor() {
        CompletableFuture<String> first = call();
        CompletableFuture<String> second = call();
        clock.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(submitted).isEmpty();
        clock.advance(Duration.ofNanos(1));
        assertThat(first).isNotDone();
        runSubmitted();
        assertThat(failure(first))
                .isInstanceOf(LoadTimeoutException.class)
                .hasMessage("loading 'k:1' took longer than its loadTimeout of 30s")
                .isSameAs(failure(second));
        assertThat(gate.last()).isCancelled();
        assertThat(clock.pendingTasks()).isZero();
    }

    @Test
    @DisplayName("F42: frees its slot; what it brings later is not stored")
    void lateResultIsNotStored() {
        CompletableFuture<String> ignoresCancellation = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        CompletionStage<String> caller = plan.get(id, () -> ignoresCancellation);
        clock.advance("30s");
        runSubmitted();
        assertThat(failure(caller)).isInstanceOf(LoadTimeoutException.class);
        ignoresCancellation.complete("late");
        assertThat(value(plan.peek(id))).isNull();
    }

    @Test
    @DisplayName("F42: never overwrites what was loaded after it")
    void lateResultDoesNotOverwrite() {
        CompletableFuture<String> late = new CompletableFuture<>();
        plan.get(id, () -> late.minimalCompletionStage());
        clock.advance("30s");
        runSubmitted();
        CompletableFuture<String> next = call();
        gate.last().complete("new");
        late.complete("late");
        assertThat(value(next)).isEqualTo("new");
        assertThat(value(plan.peek(id)).value()).isEqualTo("new");
    }

    @Test
    @DisplayName("in a batch fails each call with its own key, and frees every slot")
    void batch() {
        List<CompletableFuture<java.util.Map<Args, String>>> loads = new ArrayList<>();
        CompletableFuture<java.util.Map<Args, String>> batch = plan.getAll(List.of(id, Args.of(2)), missing -> {
                    loads.add(new CompletableFuture<>());
                    return loads.get(0);
                })
                .toCompletableFuture();
        CompletableFuture<String> single = plan.get(Args.of(2), gate).toCompletableFuture();
        clock.advance("30s");
        runSubmitted();
        assertThat(failure(batch)).isInstanceOf(LoadTimeoutException.class).hasMessageContaining("k:1");
        assertThat(failure(single)).isInstanceOf(LoadTimeoutException.class).hasMessageContaining("k:2");
        assertThat(loads.get(0)).isCancelled();
        assertThat(clock.pendingTasks()).isZero();
        call();
        assertThat(gate.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("needs a limit that is positive")
    void limitIsPositive() {
        assertThatThrownBy(() -> cache.plan(String.class).loadTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("loadTimeout must be positive, was PT0S");
    }
}
