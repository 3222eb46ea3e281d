package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.dynamic
import io.github.kashew.kotlin.hit
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

private class QuotaApi {
    var calls = 0

    fun quota(id: Long): Int = (id + calls++).toInt()

    fun trend(topic: String): Int = topic.length
}

/** The Kotlin examples of hit.md. */
class HitKotlinExamples {
    private val api = QuotaApi()

    // example: block
    private suspend fun quota(id: Long): Int = hit(ttl = "1h", hits = 100) { api.quota(id) }

    private suspend fun trend(topic: String): Int = dynamic { api.trend(topic) }
    // end

    @Test
    fun blocks() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    repeat(101) { assertThat(quota(1)).isEqualTo(1) }
                    assertThat(quota(1)).isEqualTo(2)
                    assertThat(trend("tea")).isEqualTo(3)
                }
            }
        }
    }
}
