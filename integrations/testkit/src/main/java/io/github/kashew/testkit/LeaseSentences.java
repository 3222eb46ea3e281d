package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.Cache;
import io.github.kashew.Command;
import io.github.kashew.CommandKind;
import io.github.kashew.Lease;
import io.github.kashew.Middleware;
import io.github.kashew.Ttl;
import io.github.kashew.error.LockedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on leases as an application takes them. */
interface LeaseSentences extends Subject {

    @Test
    @DisplayName("a free lease is given at once")
    default void givesFreeLease() {
        Lease lease = lease(cache(), "30s");
        assertThat(lease.key()).isEqualTo("l");
        assertThat(lease.isValid()).isTrue();
        assertThat(answer(cache().isLeased("l"))).isTrue();
        assertThat(answer(lease.release())).isTrue();
    }

    @Test
    @DisplayName("a lease that is held is refused")
    default void refusesHeldLease() {
        Lease lease = lease(cache(), "30s");
        assertThat(failure(cache().lease("l", Ttl.of("30s"), Duration.ZERO))).isInstanceOf(LockedException.class);
        assertThat(answer(lease.release())).isTrue();
    }

    @Test
    @DisplayName("a lease that was released is given again")
    default void givesReleasedLease() {
        answer(lease(cache(), "30s").release());
        assertThat(answer(cache().isLeased("l"))).isFalse();
        answer(lease(cache(), "30s").release());
    }

    @Test
    @DisplayName("a lease is released once")
    default void releasesOnce() {
        Lease lease = lease(cache(), "30s");
        assertThat(answer(lease.release())).isTrue();
        assertThat(answer(lease.release())).isFalse();
        assertThat(lease.isValid()).isFalse();
    }

    @Test
    @DisplayName("DEFECT-05: a lease that expired is given to the next")
    default void expiredIsGiven() {
        Lease first = lease(cache(), "10s");
        pass("11s");
        assertThat(first.isValid()).isFalse();
        assertThat(answer(cache().isLeased("l"))).isFalse();
        Lease second = lease(cache(), "10s");
        assertThat(answer(second.release())).isTrue();
    }

    @Test
    @DisplayName("DEFECT-07: who lost a lease cannot release that of the next holder")
    default void strangerCannotRelease() {
        Lease first = lease(cache(), "10s");
        pass("11s");
        Lease second = lease(cache(), "1m");
        assertThat(answer(first.release())).isFalse();
        assertThat(answer(cache().isLeased("l"))).isTrue();
        assertThat(answer(second.release())).isTrue();
    }

    @Test
    @DisplayName("who lost a lease cannot renew it")
    default void strangerCannotRenew() {
        Lease first = lease(cache(), "10s");
        pass("11s");
        assertThat(answer(first.renew(Ttl.of("10s")))).isFalse();
        Lease second = lease(cache(), "1m");
        assertThat(answer(first.renew(Ttl.of("1h")))).isFalse();
        assertThat(first.isValid()).isFalse();
        pass("50s");
        assertThat(second.isValid()).isTrue();
        assertThat(answer(second.release())).isTrue();
    }

    @Test
    @DisplayName("a lease that is renewed lives on")
    default void renews() {
        Lease lease = lease(cache(), "10s");
        pass("8s");
        assertThat(answer(lease.renew(Ttl.of("10s")))).isTrue();
        pass("8s");
        assertThat(lease.isValid()).isTrue();
        assertThat(answer(cache().isLeased("l"))).isTrue();
        pass("3s");
        assertThat(answer(cache().isLeased("l"))).isFalse();
    }

    @Test
    @DisplayName("each holder has a larger fencing number than those before")
    default void fencingRises() {
        long last = 0;
        for (int i = 0; i < 20; i++) {
            Lease lease = lease(cache(), "10s");
            assertThat(lease.fencing()).isGreaterThan(last);
            last = lease.fencing();
            if (i % 2 == 0) {
                answer(lease.release());
            } else {
                pass("11s");
            }
        }
    }

    @Test
    @DisplayName("fencing numbers rise although the store was cleared")
    default void fencingSurvivesClearing() {
        Lease first = lease(cache(), "10s");
        answer(first.release());
        answer(cache().clear());
        Lease second = lease(cache(), "10s");
        assertThat(second.fencing()).isGreaterThan(first.fencing());
        answer(second.release());
    }

    @Test
    @DisplayName("DEFECT-23: a name that was never leased is free")
    default void neverLeased() {
        assertThat(answer(cache().isLeased("never"))).isFalse();
    }

    @Test
    @DisplayName("a lease is not in the way of a key of its name")
    default void doesNotMeetKeysInLease() {
        answer(cache().set("l", "v"));
        Lease lease = lease(cache(), "30s");
        assertThat(answer(cache().get("l", String.class))).isEqualTo("v");
        answer(cache().delete("l"));
        assertThat(answer(cache().isLeased("l"))).isTrue();
        assertThat(answer(cache().exists("l"))).isFalse();
        assertThat(answer(lease.release())).isTrue();
    }

    @Test
    @DisplayName("leases of different names are held at once")
    default void independentInLease() {
        Lease one = lease(cache(), "30s");
        Lease other = answer(cache().lease("other", Ttl.of("30s"), Duration.ZERO));
        assertThat(answer(one.release())).isTrue();
        assertThat(answer(other.release())).isTrue();
    }

    @Test
    @DisplayName("who waits gets the lease when it is released")
    default void waitsForRelease() {
        Lease first = lease(cache(), "1h");
        CompletableFuture<Lease> second = waiting("10s");
        assertThat(second).isNotDone();
        answer(first.release());
        Lease given = answer(second);
        assertThat(given.fencing()).isGreaterThan(first.fencing());
        answer(given.release());
    }

    @Test
    @DisplayName("who waits gets the lease when it expires")
    default void waitsForExpiry() {
        lease(cache(), "3s");
        CompletableFuture<Lease> second = waiting("1m");
        assertThat(second).isNotDone();
        pass("4s");
        answer(answer(second).release());
    }

    @Test
    @DisplayName("who waits too long is refused")
    default void waitsTooLong() {
        Lease first = lease(cache(), "1h");
        CompletableFuture<Lease> second = waiting("2s");
        pass("1s");
        assertThat(second).isNotDone();
        pass("2s");
        assertThat(failure(second)).isInstanceOf(LockedException.class);
        answer(first.release());
    }

    @Test
    @DisplayName("who leaves while waiting does not get the lease")
    default void leavesWaiting() {
        Lease first = lease(cache(), "1h");
        CompletableFuture<Lease> second = waiting("10s");
        second.cancel(true);
        answer(first.release());
        assertThat(answer(cache().isLeased("l"))).isFalse();
    }

    @Test
    @DisplayName("of several who wait every one gets the lease in the end")
    default void everyoneGetsIt() {
        Lease first = lease(cache(), "1h");
        List<CompletableFuture<Lease>> others = new ArrayList<>(List.of(waiting("1m"), waiting("1m"), waiting("1m")));
        answer(first.release());
        Set<Long> fencing = new HashSet<>();
        while (!others.isEmpty()) {
            pass("1s");
            answer(CompletableFuture.anyOf(others.toArray(CompletableFuture<?>[]::new)));
            int next = IntStream.range(0, others.size())
                    .filter(i -> others.get(i).isDone())
                    .findFirst()
                    .orElseThrow();
            CompletableFuture<Lease> holder = others.remove(next);
            fencing.add(answer(holder).fencing());
            answer(answer(holder).release());
        }
        assertThat(fencing).hasSize(3);
    }

    @Test
    @DisplayName("DEFECT-24: waiting does not spin: at most 51 attempts in a second, and none while time stands still")
    default void doesNotSpin() {
        AtomicInteger attempts = new AtomicInteger();
        Middleware counting = new Middleware() {
            @Override
            public <R extends @Nullable Object> CompletionStage<R> handle(Command<R> command, Next next) {
                if (command.kind() == CommandKind.ACQUIRE_LEASE) {
                    attempts.incrementAndGet();
                }
                return next.proceed(command);
            }
        };
        Cache counted = open(options -> options.middleware(counting), "");
        Lease first = lease(counted, "1h");
        CompletableFuture<Lease> second =
                counted.lease("l", Ttl.of("30s"), Duration.ofHours(1)).toCompletableFuture();
        answer(counted.ping()); // by now a store that answers in order has refused the second
        assertThat(attempts.get()).isLessThanOrEqualTo(3);
        int passes = 0;
        while (passes < 50 || attempts.get() < 3 && passes < 10_000) {
            pass("200ms");
            answer(counted.isLeased("l")); // a store that answers later gets the time to
            passes++;
        }
        assertThat(attempts.get()).isBetween(3, 2 + (passes + 1) * 10);
        answer(first.release());
        answer(answer(second).release());
    }

    @Test
    @DisplayName("a lease without an end and a negative wait are refused at once")
    default void refusesInLease() {
        assertThatThrownBy(() -> cache().lease("l", Ttl.forever(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache().lease("l", Ttl.of("1s"), Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Lease lease(Cache from, String ttl) {
        return answer(from.lease("l", Ttl.of(ttl), Duration.ZERO));
    }

    private CompletableFuture<Lease> waiting(String wait) {
        return cache().lease("l", Ttl.of("30s"), Ttl.of(wait).toDuration()).toCompletableFuture();
    }
}
