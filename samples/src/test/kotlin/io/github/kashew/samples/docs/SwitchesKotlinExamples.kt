package io.github.kashew.samples.docs

import io.github.kashew.CommandKind
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.disabling
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The Kotlin examples of switches.md. */
class SwitchesKotlinExamples {
    private var version = 0

    private suspend fun page(): String = cached("1h", key = "page") { "version ${++version}" }

    // example: scope
    private suspend fun uncached(cache: Cache): String = cache.disabling { page() }

    private suspend fun reloaded(cache: Cache): String = cache.disabling(CommandKind.GET) { page() }
    // end

    @Test
    fun scopes() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    assertThat(page()).isEqualTo("version 1")
                    assertThat(uncached(cache)).isEqualTo("version 2")
                    assertThat(page()).isEqualTo("version 1")
                    assertThat(reloaded(cache)).isEqualTo("version 3")
                    assertThat(page()).isEqualTo("version 3")
                }
            }
        }
    }
}
