package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.locked
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

private class Indexes {
    fun rebuild(index: String): Int = index.length
}

/** The Kotlin examples of locked.md. */
class LockedKotlinExamples {
    private val indexes = Indexes()

    // example: block
    private suspend fun rebuild(index: String): Int = locked("30s") { indexes.rebuild(index) }
    // end

    @Test
    fun blocks() {
        Cache.open("mem://").use { cache ->
            runBlocking { withCache(cache) { assertThat(rebuild("users")).isEqualTo(5) } }
        }
    }
}
