package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.soft
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.time.LocalDate

private data class SoftRates(
    val call: Int,
)

private class SoftApi {
    var calls = 0

    fun rates(day: LocalDate): SoftRates = SoftRates(++calls * day.year)
}

/** The Kotlin examples of soft.md. */
class SoftKotlinExamples {
    private val api = SoftApi()

    // example: block
    private suspend fun rates(day: LocalDate): SoftRates = soft(ttl = "1h", softTtl = "10m") { api.rates(day) }
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
