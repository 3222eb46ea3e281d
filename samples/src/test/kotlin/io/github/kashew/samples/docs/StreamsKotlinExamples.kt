package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.cachedFlow
import io.github.kashew.kotlin.key
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import kotlin.time.Duration.Companion.minutes

/** The Kotlin examples of streams.md. */
class StreamsKotlinExamples {
    private var runs = 0

    private fun source(symbol: String): Flow<Long> =
        flow {
            runs++
            emit(symbol.length.toLong())
        }

    private fun listing(): Flow<String> =
        flow {
            runs++
            emit("Monday")
        }

    // example: flows
    private fun ticks(symbol: String): Flow<Long> = source(symbol).cached(ttl = "10m", key = key("ticks", symbol))

    private fun days(): Flow<String> = cachedFlow(ttl = 10.minutes) { listing() }
    // end

    @Test
    fun flows() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    repeat(2) { assertThat(ticks("EUR").toList()).containsExactly(3L) }
                    repeat(2) { assertThat(days().toList()).containsExactly("Monday") }
                    assertThat(runs).isEqualTo(2)
                }
            }
        }
    }
}
