package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.ManualClock;
import io.github.kashew.TransactionMode;
import io.github.kashew.TransactionOptions;
import io.github.kashew.Ttl;
import io.github.kashew.error.BackendException;
import io.github.kashew.error.LockedException;
import io.github.kashew.error.TransactionConflictException;
import io.github.kashew.error.TransactionRolledBackException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a transaction does when its store fails. */
class TransactionFaultsTest {

    private static final String ALL = "\0serializable\0all";

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    private final ManualClock clock = new ManualClock();
    private final CacheClock watched = leftovers.watch(clock);
    private final List<FaultInjectingBackend<?>> faults = new ArrayList<>();
    private final Cache cache = Cache.builder()
            .clock(watched)
            .executor(Runnable::run)
            .route("", "mem://?check_interval=0", route -> route.wrap(this::faulty))
            .route("b:", "mem://?check_interval=0", route -> route.wrap(this::faulty))
            .build();

    private Backend<?> faulty(Backend<?> backend) {
        FaultInjectingBackend<?> made = new FaultInjectingBackend<>(backend, watched);
        faults.add(made);
        return made;
    }

    @AfterEach
    void close() {
        faults.forEach(FaultInjectingBackend::heal);
        cache.close();
        assertThat(clock.pendingTasks()).isZero();
    }

    private void failOn(int route, BackendOperation operation) {
        faults.get(route).failWhen(asked -> asked.operation() == operation);
    }

    /** DEFECT-55: with a store that is down and trouble suppressed, a write stalls for as long as the lease may be waited for. */
    @ParameterizedTest
    @EnumSource
    void aStoreThatIsDownIsToldAtOnce(TransactionMode mode) {
        faults.get(0).failAlways();
        assertThat(failure(cache.transaction(mode, tx -> tx.set("k", "v")))).isInstanceOf(BackendException.class);
        faults.get(0).heal();
        assertThat(answer(cache.exists("k"))).isFalse();
        Boolean written = answer(cache.transaction(mode, tx -> tx.set("k", "v")));
        assertThat(written).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "SERIALIZABLE"})
    void aCommitAfterItsLeaseHasPassedToAnotherOneIsRefused(TransactionMode mode) {
        faults.get(0).hangWhen(asked -> asked.operation() == BackendOperation.COMMIT);
        CompletionStage<Boolean> slow =
                cache.transaction(mode, tx -> tx.set("k", "v").thenCompose(set -> tx.set("b:k", "v")));
        clock.advance(Duration.ofSeconds(11));
        String name = mode == TransactionMode.SERIALIZABLE ? ALL : "\0transaction\0k";
        assertThat((Object) answer(
                        faults.get(0).acquireLease(name, "another", Ttl.of("1m").nanos())))
                .isNotNull();
        faults.get(0).heal();
        assertThat(failure(slow)).isInstanceOf(TransactionConflictException.class);
        assertThat(answer(cache.exists("k"))).isFalse();
        assertThat(answer(faults.get(0).releaseLease(name, "another"))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "SERIALIZABLE"})
    void leasesAreGivenBackWhenTheCommitFails(TransactionMode mode) {
        failOn(0, BackendOperation.COMMIT);
        assertThat(failure(cache.transaction(mode, tx -> tx.setMany(Map.of("k", 1, "l", 2), Ttl.forever()))))
                .isInstanceOf(BackendException.class);
        for (String name : List.of(ALL, "\0transaction\0k", "\0transaction\0l")) {
            assertThat(answer(faults.get(0).isLeased(name))).isFalse();
        }
    }

    @Test
    void aLeaseThatCannotBeGivenBackEndsByItself() {
        failOn(0, BackendOperation.RELEASE_LEASE);
        Boolean written = answer(cache.transaction(
                TransactionMode.LOCKED, tx -> tx.set("k", "v").thenCompose(set -> tx.set("b:k", "v"))));
        assertThat(written).isTrue();
        faults.get(0).heal();
        assertThat(answer(faults.get(0).isLeased("\0transaction\0k"))).isTrue();
        clock.advance(Duration.ofSeconds(10));
        assertThat(answer(faults.get(0).isLeased("\0transaction\0k"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "SERIALIZABLE"})
    void aLeaseThatDoesNotBecomeFreeFailsTheTransaction(TransactionMode mode) {
        String name = mode == TransactionMode.SERIALIZABLE ? ALL : "\0transaction\0k";
        answer(faults.get(0).acquireLease(name, "another", Ttl.of("1h").nanos()));
        CompletionStage<Boolean> waiting =
                cache.transaction(TransactionOptions.of(mode).withTimeout("2s"), tx -> tx.set("k", "v"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(failure(waiting)).isInstanceOfAny(LockedException.class, TransactionRolledBackException.class);
        assertThat(answer(cache.exists("k"))).isFalse();
    }

    @Test
    void whoLeavesWhileACommitWaitsForLeasesHasWrittenNothing() {
        answer(faults.get(0)
                .acquireLease("\0transaction\0k", "another", Ttl.of("1h").nanos()));
        CompletableFuture<Boolean> waiting = cache.transaction(
                        TransactionMode.LOCKED,
                        tx -> tx.setMany(Map.of("a", 1, "k", 2), Ttl.forever()).thenApply(done -> true))
                .toCompletableFuture();
        waiting.cancel(true);
        assertThat(answer(faults.get(0).releaseLease("\0transaction\0k", "another")))
                .isTrue();
        assertThat(answer(faults.get(0).isLeased("\0transaction\0a"))).isFalse();
        assertThat(answer(cache.exists("a"))).isFalse();
    }

    @Test
    void aTransactionThatFailsInItsSecondRouteSaysThatTheFirstIsWritten() {
        failOn(1, BackendOperation.COMMIT);
        assertThat(failure(cache.transaction(
                        TransactionMode.FAST, tx -> tx.set("a", 1).thenCompose(set -> tx.set("b:1", 2)))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("was written in 1 of 2 routes, and failed in route 'b:'");
        faults.get(1).heal();
        assertThat(answer(cache.exists("a"))).isTrue();
        assertThat(answer(cache.exists("b:1"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "SERIALIZABLE"})
    void aTransactionWhoseSecondRouteCannotBeCheckedWritesNothing(TransactionMode mode) {
        failOn(1, BackendOperation.COMMIT);
        assertThat(failure(cache.transaction(
                        mode,
                        tx -> tx.exists("a")
                                .thenCompose(is -> tx.set("a", 1))
                                .thenCompose(set -> tx.increment("b:1")))))
                .isInstanceOf(BackendException.class);
        faults.get(1).heal();
        assertThat(answer(cache.exists("a"))).isFalse();
    }

    @Test
    void whatIsWrittenAsOneTakesNoLeasesAndGivesThatOfTheWholeBackWithTheCommit() {
        faults.get(0).resetRequests();
        Boolean locked = answer(cache.transaction(TransactionMode.LOCKED, tx -> tx.set("k", "v")));
        assertThat(locked).isTrue();
        assertThat(faults.get(0).requests()).isEqualTo(1);
        faults.get(0).resetRequests();
        Boolean serializable = answer(cache.transaction(TransactionMode.SERIALIZABLE, tx -> tx.set("k", "v")));
        assertThat(serializable).isTrue();
        assertThat(faults.get(0).requests()).as("the lease and the commit").isEqualTo(2);
        assertThat(answer(faults.get(0).isLeased(ALL))).isFalse();
    }

    @Test
    void aCommitWithinASerializableBlockKeepsItsLease() {
        Boolean held = answer(cache.transaction(
                TransactionMode.SERIALIZABLE,
                tx -> tx.set("k", "v")
                        .thenCompose(set -> tx.commit())
                        .thenCompose(done -> faults.get(0).isLeased(ALL))));
        assertThat(held).isTrue();
        assertThat(answer(faults.get(0).isLeased(ALL))).isFalse();
    }

    @Test
    void whatIsWrittenAsOneWaitsForWhoWritesInSeveralPlaces() {
        answer(faults.get(0)
                .acquireLease("\0transaction\0k", "another", Ttl.of("1h").nanos()));
        CompletableFuture<Boolean> waiting = cache.transaction(TransactionMode.LOCKED, tx -> tx.set("k", "v"))
                .toCompletableFuture();
        assertThat(waiting).isNotDone();
        answer(faults.get(0).releaseLease("\0transaction\0k", "another"));
        assertThat(answer(waiting)).isTrue();
        assertThat(answer(faults.get(0).isLeased("\0transaction\0k"))).isFalse();
    }
}
