package io.github.kashew.samples.docs

import io.github.kashew.error.CircuitOpenException
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.circuitBreaker
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.io.IOException

private class DeadApi {
    fun quote(symbol: String): Double = throw IOException("no quote of $symbol")
}

/** The Kotlin examples of circuit-breaker.md. */
class CircuitBreakerKotlinExamples {
    private val api = DeadApi()

    // example: block
    private suspend fun quote(symbol: String): Double = circuitBreaker(50.0, "1m") { api.quote(symbol) }
    // end

    @Test
    fun blocks() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    repeat(10) { assertThrows<IOException> { quote("ABC") } }
                    assertThrows<CircuitOpenException> { quote("ABC") }
                }
            }
        }
    }
}
