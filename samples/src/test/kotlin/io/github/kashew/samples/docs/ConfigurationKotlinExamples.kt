package io.github.kashew.samples.docs

import io.github.kashew.ManualClock
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.exists
import io.github.kashew.kotlin.set
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The Kotlin examples of docs/configuration.md. */
class ConfigurationKotlinExamples {
    @Test
    fun dsl() =
        runBlocking {
            val manual = ManualClock()
            // example: dsl
            val cache =
                Cache {
                    name("shop")
                    route("", "mem://?size=10000&check_interval=5s")
                    route("page:", "mem://?max_bytes=64MB") {
                        weigher { _, page -> 2 * page.toString().length }
                        suppress(false)
                    }
                    clock(manual)
                }
            // end
            cache.set("page:1", "text", ttl = "1m")
            assertThat(cache.exists("page:1")).isTrue()
            manual.advance("1m")
            assertThat(cache.exists("page:1")).isFalse()
            assertThat(cache.toString()).isEqualTo("Cache['shop']")
            cache.close()
        }
}
