package io.github.kashew.async;

import static io.github.kashew.Outcomes.failure;
import static io.github.kashew.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Steps on stages")
class StagesTest {

    private final IllegalStateException failure = new IllegalStateException("no");

    @Test
    @DisplayName("run inline on a stage that is done, and answer one that is done")
    void inline() {
        CompletionStage<Integer> one = Stages.done(1);
        assertThat(Stages.isDone(Stages.map(one, n -> n + 1))).isTrue();
        CompletionStage<Integer> next = Stages.done(5);
        assertThat(Stages.then(one, n -> next)).isSameAs(next);
        assertThat(Stages.settle(one, (n, thrown) -> next)).isSameAs(next);
        assertThat(Stages.recover(one, thrown -> next)).isSameAs(one);
    }

    @Test
    @DisplayName("accept stages that show nothing but the interface")
    void minimalStages() {
        CompletionStage<Integer> minimal = CompletableFuture.completedStage(1);
        assertThat(Stages.isDone(minimal)).isTrue();
        assertThat(Stages.value(minimal)).isEqualTo(1);
        CompletionStage<Integer> two = Stages.map(minimal, n -> n + 1);
        assertThat(value(two)).isEqualTo(2);
        assertThat(value(Stages.all(List.of(minimal, Stages.done(2))))).containsExactly(1, 2);
        CompletionStage<Integer> failed = CompletableFuture.failedStage(failure);
        assertThat(Stages.isDone(failed)).isFalse();
        assertThat(value(Stages.recover(failed, thrown -> Stages.done(thrown == failure ? 1 : 0))))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("turn what is thrown into a failure, early or late")
    void thrown() {
        CompletableFuture<Integer> late = new CompletableFuture<>();
        List<CompletionStage<Integer>> stages = List.of(
                Stages.map(Stages.done(1), n -> raise()),
                Stages.then(Stages.done(1), n -> {
                    throw failure;
                }),
                Stages.settle(Stages.done(1), (n, thrown) -> {
                    throw failure;
                }),
                Stages.map(late, n -> raise()),
                Stages.then(late, n -> {
                    throw failure;
                }),
                Stages.settle(late, (n, thrown) -> {
                    throw failure;
                }));
        late.complete(1);
        assertThat(stages)
                .allSatisfy(stage -> assertThat(Stages.unwrap(failure(stage))).isSameAs(failure));
    }

    private Integer raise() {
        throw failure;
    }

    @Test
    @DisplayName("see failures without wrappers, and values as null where it failed")
    void settle() {
        CompletableFuture<Integer> late = new CompletableFuture<>();
        CompletionStage<Boolean> seen =
                Stages.settle(late.thenApply(n -> n), (n, thrown) -> Stages.done(n == null && thrown == failure));
        CompletionStage<Integer> again = Stages.settle(late, (n, thrown) -> Stages.failed(thrown));
        late.completeExceptionally(new CompletionException(new CompletionException(failure)));
        assertThat(value(seen)).isTrue();
        assertThat(failure(again)).isSameAs(failure);
    }

    @Test
    @DisplayName("share a done stage that nobody can change")
    void done() {
        Done<Integer> done = Done.of(1);
        assertThat(done.cancel(true)).isFalse();
        assertThat(done.complete(2)).isFalse();
        assertThat(done.completeExceptionally(failure)).isFalse();
        assertThatThrownBy(() -> done.obtrudeValue(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> done.obtrudeException(failure)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(done.thenApply(n -> n).complete(3)).isFalse();
        assertThat(value(done)).isEqualTo(1);
    }
}
