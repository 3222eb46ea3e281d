package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.soft
import io.github.kashew.kotlin.through
import io.github.kashew.kotlin.timeout
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

private class SlowApi {
    fun rates(day: String): Int = day.length

    fun ping(host: String): Int = host.length
}

/** The Kotlin examples of timeout.md. */
class TimeoutKotlinExamples {
    private val api = SlowApi()
    private val cache = Cache.open("mem://")

    // example: block
    private suspend fun rates(day: String): Int =
        cache.through(timeout("5s").withSoft("200ms"), soft("1h", "10m")) { api.rates(day) }

    private suspend fun ping(host: String): Int = timeout("1s") { api.ping(host) }
    // end

    @Test
    fun blocks() {
        cache.use {
            runBlocking {
                withCache(cache) {
                    assertThat(rates("monday")).isEqualTo(6)
                    assertThat(ping("host")).isEqualTo(4)
                }
            }
        }
    }
}
