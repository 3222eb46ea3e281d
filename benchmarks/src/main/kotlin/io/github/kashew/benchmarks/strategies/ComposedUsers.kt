package io.github.kashew.benchmarks.strategies

import io.github.kashew.benchmarks.memory.KashewKotlin
import io.github.kashew.benchmarks.memory.User
import io.github.kashew.kotlin.circuitBreaker
import io.github.kashew.kotlin.early
import io.github.kashew.kotlin.failover
import io.github.kashew.kotlin.function
import org.openjdk.jmh.annotations.Scope
import org.openjdk.jmh.annotations.State
import kotlin.time.Duration.Companion.hours

/** Functions whose strategies are composed: adaptive early, and three around each other. */
@State(Scope.Benchmark)
class ComposedUsers : KashewKotlin() {
    /** Refreshes by chance. */
    val adaptive = coroutines.function("adaptive:{id}", early(1.hours).adaptive(1.0)) { id: Long -> User.of(id) }

    /** Covers, breaks and refreshes early. */
    val composed =
        coroutines.function("composed:{id}", failover(1.hours), circuitBreaker(50.0, 100), early(1.hours)) { id: Long ->
            User.of(id)
        }
}
