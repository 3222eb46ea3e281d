package io.github.kashew.benchmarks.strategies

import io.github.bucket4j.Bucket
import io.github.resilience4j.circuitbreaker.CircuitBreaker
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType
import kotlinx.coroutines.sync.Mutex
import org.openjdk.jmh.annotations.Scope
import org.openjdk.jmh.annotations.State
import java.time.Duration

/** What the guards are measured against. */
@State(Scope.Benchmark)
class Peers {
    /** Nobody else takes it. */
    val mutex: Mutex = Mutex()

    /** A lock-free local bucket that is not emptied. */
    val bucket: Bucket =
        Bucket
            .builder()
            .addLimit { it.capacity(ENOUGH).refillIntervally(ENOUGH, Duration.ofHours(1)) }
            .build()

    /** A closed breaker over the last 100 calls. */
    val breaker: CircuitBreaker =
        CircuitBreaker.of(
            "peer",
            CircuitBreakerConfig.custom().slidingWindow(100, 10, SlidingWindowType.COUNT_BASED).build(),
        )
}
