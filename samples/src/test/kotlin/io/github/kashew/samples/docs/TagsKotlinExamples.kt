package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.deleteTags
import io.github.kashew.kotlin.key
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

private class Register {
    var asked = 0

    fun find(id: Long): String = "person $id, asked ${++asked}"
}

/** The Kotlin examples of tags.md. */
class TagsKotlinExamples {
    private val people = Register()

    // example: block
    private suspend fun user(id: Long): String =
        cached(ttl = "1h", key = key("user", id), tags = listOf("users", "user:$id")) { people.find(id) }

    private suspend fun forget(cache: Cache) = cache.deleteTags("users")
    // end

    @Test
    fun block() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    assertThat(user(1)).isEqualTo(user(1))
                    forget(cache)
                    assertThat(user(1)).isEqualTo("person 1, asked 2")
                }
            }
        }
    }
}
