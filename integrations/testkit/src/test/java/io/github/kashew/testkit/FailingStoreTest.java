package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.collected;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.ManualClock;
import io.github.kashew.Ttl;
import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.CacheClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a cache does when its store fails, decision D9. */
class FailingStoreTest {

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    private final ManualClock clock = new ManualClock();
    private final CacheClock watched = leftovers.watch(clock);
    private FaultInjectingBackend<?> faults;
    private final Cache cache = open("mem://");

    private Cache open(String url) {
        return Cache.builder()
                .clock(watched)
                .executor(Runnable::run)
                .route("", url, route -> route.wrap(this::faulty))
                .build();
    }

    private Backend<?> faulty(Backend<?> backend) {
        faults = new FaultInjectingBackend<>(backend, watched);
        return faults;
    }

    private static CompletionStage<String> load(Cache from, String value) {
        return from.getOrLoad("k", String.class, Ttl.of("1h"), () -> CompletableFuture.completedFuture(value));
    }

    private void failOn(BackendOperation... operations) {
        Set<BackendOperation> failing = Set.of(operations);
        faults.failWhen(asked -> failing.contains(asked.operation()));
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void aFailingReadIsAMiss() {
        answer(cache.set("k", "v"));
        failOn(BackendOperation.READ);
        assertThat(answer(cache.get("k", String.class))).isNull();
        faults.heal();
        assertThat(answer(cache.get("k", String.class))).isEqualTo("v");
        assertThat(leftovers.takeWarnings()).hasSize(1);
    }

    @Test
    void aFailingReadOfManyKeysIsAMissOfEach() {
        answer(cache.set("a", "v"));
        failOn(BackendOperation.READ_ALL);
        assertThat(answer(cache.getMany(List.of("a", "b"), String.class))).isEmpty();
        assertThat(leftovers.takeWarnings()).hasSize(1);
    }

    @Test
    void aLoadAfterAFailingReadIsAnsweredAndDoesNotOverwrite() {
        answer(cache.set("k", "stored"));
        failOn(BackendOperation.READ);
        assertThat(answer(load(cache, "loaded"))).isEqualTo("loaded");
        faults.heal();
        assertThat(answer(cache.get("k", String.class))).isEqualTo("stored");
        assertThat(leftovers.takeWarnings()).hasSize(1);
    }

    @Test
    void aLoadThatCannotBeStoredIsAnswered() {
        failOn(BackendOperation.WRITE);
        assertThat(answer(load(cache, "loaded"))).isEqualTo("loaded");
        faults.heal();
        assertThat(answer(cache.exists("k"))).isFalse();
        assertThat(leftovers.takeWarnings()).singleElement().asString().contains("write");
    }

    @Test
    void theNextLoadAfterTheStoreIsBackIsStored() {
        faults.failAlways();
        assertThat(answer(load(cache, "first"))).isEqualTo("first");
        faults.heal();
        assertThat(answer(load(cache, "second"))).isEqualTo("second");
        assertThat(answer(load(cache, "third"))).isEqualTo("second");
        leftovers.takeWarnings();
    }

    @Test
    void whatTheApplicationAsksForByNameRaises() {
        answer(cache.set("k", "v"));
        faults.failAlways();
        List<CompletionStage<?>> asked = List.of(
                cache.set("k", "new"),
                cache.setIfAbsent("k", "new", Ttl.forever()),
                cache.setMany(Map.of("k", "new"), Ttl.forever()),
                cache.delete("k"),
                cache.deleteMany(List.of("k")),
                cache.deleteMatch("k*"),
                cache.expire("k", Ttl.of("1s")),
                cache.increment("n"),
                cache.addToSet("s", Set.of("m")),
                cache.slidingCount("w", Duration.ofSeconds(1), 1),
                cache.lease("l", Ttl.of("1s"), Duration.ZERO),
                cache.clear(),
                cache.ping());
        assertThat(asked).allSatisfy(stage -> assertThat(failure(stage)).isInstanceOf(BackendException.class));
        faults.heal();
        assertThat(answer(cache.get("k", String.class))).isEqualTo("v");
    }

    @Test
    void aFailingScanFailsItsSubscriber() {
        failOn(BackendOperation.SCAN, BackendOperation.SCAN_RECORDS);
        assertThat(failure(collected(cache.scan("*"), 1))).isInstanceOf(BackendException.class);
        assertThat(failure(collected(cache.getMatch("*", String.class), 1))).isInstanceOf(BackendException.class);
    }

    @Test
    void withoutSuppressionReadsAndLoadsRaise() {
        try (Cache strict = open("mem://?suppress=false")) {
            failOn(BackendOperation.READ, BackendOperation.READ_ALL);
            assertThat(failure(strict.get("k", String.class))).isInstanceOf(BackendException.class);
            assertThat(failure(strict.getMany(List.of("k"), String.class))).isInstanceOf(BackendException.class);
            assertThat(failure(load(strict, "loaded"))).isInstanceOf(BackendException.class);
            failOn(BackendOperation.WRITE);
            assertThat(failure(load(strict, "loaded"))).isInstanceOf(BackendException.class);
            faults.heal();
            assertThat(answer(load(strict, "loaded"))).isEqualTo("loaded");
        }
    }

    @Test
    void warningsAreLoggedAtMostOnceASecond() {
        failOn(BackendOperation.READ);
        for (int i = 0; i < 30; i++) {
            assertThat(answer(cache.get("k", String.class))).isNull();
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(leftovers.takeWarnings()).hasSize(3);
    }

    @Test
    void warningsOfReadsDoNotHideThoseOfWrites() {
        failOn(BackendOperation.READ);
        answer(cache.get("other", String.class));
        failOn(BackendOperation.WRITE);
        answer(load(cache, "loaded"));
        assertThat(leftovers.takeWarnings())
                .hasSize(2)
                .anyMatch(warning -> warning.contains("read"))
                .anyMatch(warning -> warning.contains("write"));
    }

    @Test
    void warningsShowNoValues() {
        failOn(BackendOperation.WRITE);
        answer(load(cache, "a secret"));
        assertThat(leftovers.takeWarnings()).singleElement().asString().doesNotContain("a secret");
    }

    @Test
    void theLoadersOwnFailureReachesTheCallerThoughTheStoreFails() {
        faults.failAlways();
        IllegalStateException thrown = new IllegalStateException("source is down");
        assertThat(failure(
                        cache.getOrLoad("k", String.class, Ttl.of("1h"), () -> CompletableFuture.failedFuture(thrown))))
                .isSameAs(thrown);
        leftovers.takeWarnings();
    }

    @Test
    void callersWhileReadsFailStillShareALoad() {
        failOn(BackendOperation.READ);
        AtomicInteger loads = new AtomicInteger();
        CompletableFuture<String> source = new CompletableFuture<>();
        List<CompletableFuture<String>> callers = Stream.generate(
                        () -> cache.getOrLoad("k", String.class, Ttl.of("1h"), () -> {
                                    loads.incrementAndGet();
                                    return source;
                                })
                                .toCompletableFuture())
                .limit(5)
                .toList();
        source.complete("loaded");
        callers.forEach(caller -> assertThat(answer(caller)).isEqualTo("loaded"));
        assertThat(loads).hasValue(1);
        leftovers.takeWarnings();
    }

    @Test
    void aHitAsksTheStoreOnceAndAMissTwice() {
        answer(load(cache, "loaded"));
        assertThat(faults.requests()).isEqualTo(2);
        faults.resetRequests();
        answer(load(cache, "loaded"));
        assertThat(faults.requests(BackendOperation.READ)).isEqualTo(1);
        assertThat(faults.requests()).isEqualTo(1);
    }
}
