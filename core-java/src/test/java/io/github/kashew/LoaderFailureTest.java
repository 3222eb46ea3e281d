package io.github.kashew;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.key.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("C17: a failure of a loader")
class LoaderFailureTest {

    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .clock(new ManualClock())
            .executor(Runnable::run)
            .build();
    private final CachePlan<String> plan =
            cache.plan(String.class).key("k:{id}").through(simple("1h")).build();

    /** What a loader fails with, and what its callers are to see. */
    record Failure(String name, Throwable thrown, Throwable seen) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    private static final class Wrapper extends CompletionException {
        private static final long serialVersionUID = 1L;

        Wrapper(String message) {
            super(message);
        }
    }

    static Stream<Failure> failures() {
        Error error = new AssertionError("error");
        Exception checked = new Exception("checked");
        Throwable nested = checked;
        for (int i = 0; i < 5; i++) {
            nested = new CompletionException(nested);
        }
        RuntimeException cyclic = new RuntimeException("cyclic");
        cyclic.initCause(new RuntimeException("other", cyclic));
        Wrapper wrapped = new Wrapper("wraps itself");
        Wrapper other = new Wrapper("other");
        wrapped.initCause(other);
        other.initCause(wrapped);
        CompletionException empty = new Wrapper("without cause");
        Unreadable unreadable = new Unreadable();
        return Stream.of(
                new Failure("an error", error, error),
                new Failure("a checked exception", checked, checked),
                new Failure("nested five times", nested, checked),
                new Failure("with a cyclic cause", cyclic, cyclic),
                new Failure("a wrapper of itself", wrapped, wrapped),
                new Failure("a wrapper of nothing", empty, empty),
                new Failure("with a message that cannot be read", unreadable, unreadable));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("in its stage reaches every caller as the same instance, without wrappers")
    void inTheStage(Failure failure) {
        Gate<String> gate = new Gate<>();
        List<Throwable> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            CompletionStage<String> call = plan.get(Args.of(1), gate);
            call.handle((value, thrown) -> seen.add(thrown));
        }
        try {
            gate.last().completeExceptionally(failure.thrown());
        } catch (IllegalStateException unreadable) {
            assertThat(unreadable).hasMessage("no message"); // the JDK wraps for the loader's own dependents
        }
        assertThat(seen).hasSize(50).allMatch(thrown -> thrown == failure.seen());
        assertThat(Outcomes.value(plan.peek(Args.of(1)))).isNull();
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("that is thrown, or in a stage that has failed already, is the same")
    void thrown(Failure failure) {
        List<Throwable> seen = new ArrayList<>();
        plan.get(Args.of(1), () -> CompletableFuture.failedFuture(failure.thrown()))
                .handle((value, thrown) -> seen.add(thrown));
        plan.get(Args.of(1), () -> sneaky(failure.thrown())).handle((value, thrown) -> seen.add(thrown));
        plan.load(Args.of(1), () -> sneaky(failure.thrown())).handle((value, thrown) -> seen.add(thrown));
        assertThat(seen).hasSize(3).allMatch(thrown -> thrown == failure.seen());
    }

    @SuppressWarnings("unchecked")
    private static <R, T extends Throwable> R sneaky(Throwable failure) throws T {
        throw (T) failure;
    }
}
