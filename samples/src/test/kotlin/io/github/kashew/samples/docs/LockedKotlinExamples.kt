package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.key
import io.github.kashew.kotlin.locked
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

private class Indexes {
    fun rebuild(index: String): Int = index.length

    fun documents(index: String): Flow<Int> = flowOf(1, index.length)
}

/** The Kotlin examples of locked.md. */
class LockedKotlinExamples {
    private val indexes = Indexes()

    // example: block
    private suspend fun rebuild(index: String): Int = locked("30s") { indexes.rebuild(index) }
    // end

    // example: flow
    private fun exported(index: String): Flow<Int> = indexes.documents(index).locked("1m", key("export", index))
    // end

    @Test
    fun flows() {
        Cache.open("mem://").use { cache ->
            runBlocking { withCache(cache) { assertThat(exported("users").toList()).containsExactly(1, 5) } }
        }
    }

    @Test
    fun blocks() {
        Cache.open("mem://").use { cache ->
            runBlocking { withCache(cache) { assertThat(rebuild("users")).isEqualTo(5) } }
        }
    }
}
