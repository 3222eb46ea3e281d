package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import io.github.kashew.spi.LeaseGrant;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sentences on leases as a backend keeps them. */
interface LeaseStorageSentences extends Subject {

    @Test
    @DisplayName("a grant tells its deadline")
    default void grantHasDeadline() {
        long expected = in("10s");
        LeaseGrant grant = given("me", "10s");
        assertThat(Duration.ofNanos(grant.expiresAt() - expected).abs()).isLessThanOrEqualTo(slack());
        assertThat(release("me")).isTrue();
    }

    @Test
    @DisplayName("another owner is refused")
    default void refusesOther() {
        acquire("me", "10s");
        assertThat(acquire("you", "10s")).isNull();
        assertThat(release("me")).isTrue();
    }

    @Test
    @DisplayName("an acquisition that is repeated keeps its fencing number and moves the deadline")
    default void repeats() {
        LeaseGrant first = given("me", "10s");
        pass("6s");
        LeaseGrant again = given("me", "10s");
        assertThat(again.fencing()).isEqualTo(first.fencing());
        pass("6s");
        assertThat(answer(backend().isLeased("l"))).isTrue();
        assertThat(release("me")).isTrue();
    }

    @Test
    @DisplayName("an owner that lost the lease gets a larger fencing number when it comes back")
    default void comesBack() {
        LeaseGrant first = given("me", "10s");
        pass("11s");
        LeaseGrant again = given("me", "10s");
        assertThat(again.fencing()).isGreaterThan(first.fencing());
        assertThat(release("me")).isTrue();
    }

    @Test
    @DisplayName("DEFECT-07: nobody releases or renews the lease of another")
    default void othersCannotTouch() {
        acquire("me", "10s");
        assertThat(release("you")).isFalse();
        assertThat(answer(backend().renewLease("l", "you", Ttl.of("1h").nanos())))
                .isFalse();
        assertThat(answer(backend().isLeased("l"))).isTrue();
        pass("11s");
        assertThat(answer(backend().isLeased("l"))).isFalse();
    }

    @Test
    @DisplayName("renewing may shorten a lease")
    default void renewShortens() {
        acquire("me", "1h");
        assertThat(answer(backend().renewLease("l", "me", Ttl.of("10s").nanos())))
                .isTrue();
        pass("11s");
        assertThat(answer(backend().isLeased("l"))).isFalse();
    }

    @Test
    @DisplayName("nobody renews or releases a lease that is not held")
    default void nothingToRenew() {
        assertThat(answer(backend().renewLease("l", "me", Ttl.of("10s").nanos())))
                .isFalse();
        assertThat(release("me")).isFalse();
        assertThat(answer(backend().isLeased("l"))).isFalse();
    }

    @Test
    @DisplayName("a lease that is not held is free at once")
    default void freeAtOnce() {
        answer(backend().leaseFreed("l"));
        assertThat(answer(backend().isLeased("l"))).isFalse();
    }

    @Test
    @DisplayName("who subscribes hears of the release")
    default void hearsRelease() {
        acquire("me", "1h");
        CompletableFuture<Void> freed = backend().leaseFreed("l").toCompletableFuture();
        assertThat(freed).isNotDone();
        release("me");
        answer(freed);
        assertThat(acquire("you", "10s")).isNotNull();
        release("you");
    }

    @Test
    @DisplayName("who subscribes hears of the end of a lease")
    default void hearsExpiry() {
        acquire("me", "10s");
        CompletableFuture<Void> freed = backend().leaseFreed("l").toCompletableFuture();
        pass("11s");
        answer(freed);
        assertThat(answer(backend().isLeased("l"))).isFalse();
    }

    @Test
    @DisplayName("every subscriber hears")
    default void everybodyHears() {
        acquire("me", "1h");
        List<CompletableFuture<Void>> freed = IntStream.range(0, 5)
                .mapToObj(i -> backend().leaseFreed("l").toCompletableFuture())
                .toList();
        release("me");
        freed.forEach(Answers::answer);
        assertThat(freed).allMatch(CompletableFuture::isDone);
    }

    @Test
    @DisplayName("a subscriber that leaves keeps nothing waiting and takes nothing from others")
    default void subscriberLeaves() {
        acquire("me", "1h");
        CompletableFuture<Void> leaves = backend().leaseFreed("l").toCompletableFuture();
        CompletableFuture<Void> stays = backend().leaseFreed("l").toCompletableFuture();
        leaves.cancel(false);
        assertThat(stays).isNotDone();
        release("me");
        answer(stays);
        assertThat(leaves).isCancelled();
    }

    @Test
    @DisplayName("a lease outlives the deletion of every key")
    default void outlivesKeys() {
        acquire("me", "1h");
        answer(cache().set("k", "v"));
        answer(cache().deleteMatch("*"));
        assertThat(answer(backend().isLeased("l"))).isTrue();
        assertThat(release("me")).isTrue();
    }

    private @Nullable LeaseGrant acquire(String owner, String ttl) {
        return answer(backend().acquireLease("l", owner, Ttl.of(ttl).nanos()));
    }

    private LeaseGrant given(String owner, String ttl) {
        return Objects.requireNonNull(acquire(owner, ttl), "a lease that nobody else holds is given");
    }

    private boolean release(String owner) {
        return answer(backend().releaseLease("l", owner));
    }
}
