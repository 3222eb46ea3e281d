package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.get
import io.github.kashew.kotlin.increment
import io.github.kashew.kotlin.key
import io.github.kashew.kotlin.set
import io.github.kashew.kotlin.transaction
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The Kotlin examples of transactions.md. */
class TransactionsKotlinExamples {
    // example: block
    private suspend fun rename(
        cache: Cache,
        id: Long,
        name: String,
    ): String =
        cache.transaction {
            set(key("name", id), name)
            increment("renamed")
            greeting(cache, id) // sees the new name, and is stored with it
        }

    private suspend fun greeting(
        cache: Cache,
        id: Long,
    ): String = cached(ttl = "1h", key = key("greeting", id)) { "Hello, " + cache.get<String>(key("name", id)) }
    // end

    @Test
    fun block() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    assertThat(rename(cache, 1, "Ada")).isEqualTo("Hello, Ada")
                    assertThat(cache.get<String>("greeting:1")).isEqualTo("Hello, Ada")
                }
            }
        }
    }
}
