package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.refreshing
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The Kotlin examples of refreshing.md. */
class RefreshingKotlinExamples {
    private var version = 0

    private suspend fun page(): String = cached("1h", key = "page") { "version ${++version}" }

    // example: scope
    private suspend fun imported(): String = refreshing { page() }
    // end

    @Test
    fun scopes() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    assertThat(page()).isEqualTo("version 1")
                    assertThat(imported()).isEqualTo("version 2")
                    assertThat(page()).isEqualTo("version 2")
                }
            }
        }
    }
}
