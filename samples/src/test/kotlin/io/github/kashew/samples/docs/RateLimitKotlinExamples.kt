package io.github.kashew.samples.docs

import io.github.kashew.error.RateLimitedException
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.rateLimit
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

private class Api {
    fun quote(symbol: String): Double = symbol.length.toDouble()
}

/** The Kotlin examples of rate-limit.md. */
class RateLimitKotlinExamples {
    private val api = Api()

    // example: block
    private suspend fun quote(symbol: String): Double = rateLimit(100, "1m") { api.quote(symbol) }
    // end

    @Test
    fun blocks() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    repeat(100) { assertThat(quote("ABC")).isEqualTo(3.0) }
                    assertThrows<RateLimitedException> { quote("ABC") }
                }
            }
        }
    }
}
