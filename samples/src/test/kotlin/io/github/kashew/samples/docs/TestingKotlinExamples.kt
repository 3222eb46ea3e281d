package io.github.kashew.samples.docs

import io.github.kashew.ManualClock
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.DefaultCache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.key
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The Kotlin examples of docs/testing.md. */
class TestingKotlinExamples {
    private var loads = 0

    private suspend fun greeting(name: String): String =
        cached(ttl = "10m", key = key("greeting", name)) {
            loads++
            "hello $name"
        }

    @Test
    fun defaultCache() {
        // example: default-cache
        val clock = ManualClock()
        val cache =
            Cache {
                route("", "mem://")
                clock(clock)
            }

        DefaultCache.replace(cache).use {
            runBlocking {
                greeting("Ada")
                clock.advance("10m")
                greeting("Ada")
            }
        }
        cache.close()

        assertThat(loads).isEqualTo(2)
        // end
    }
}
