package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.early
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.time.LocalDate

private data class Rates(
    val call: Int,
)

private class RatesApi {
    var calls = 0

    fun rates(day: LocalDate): Rates = Rates(++calls * day.year)
}

/** The Kotlin examples of early.md. */
class EarlyKotlinExamples {
    private val api = RatesApi()

    // example: block
    private suspend fun rates(day: LocalDate): Rates = early(ttl = "10m", refreshAfter = "7m") { api.rates(day) }
    // end

    @Test
    fun block() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    assertThat(rates(LocalDate.EPOCH)).isEqualTo(rates(LocalDate.EPOCH))
                    assertThat(api.calls).isEqualTo(1)
                }
            }
        }
    }
}
