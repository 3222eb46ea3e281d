package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.function
import io.github.kashew.kotlin.invalidating
import io.github.kashew.kotlin.simple
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

private class People {
    private val names = mutableMapOf(1L to "Ann")

    fun find(id: Long): String = names.getValue(id)

    fun rename(
        id: Long,
        name: String,
    ) {
        names[id] = name
    }
}

/** The Kotlin examples of invalidate.md. */
class InvalidateKotlinExamples {
    private val cache = Cache.open("mem://")
    private val repository = People()

    @AfterEach
    fun close() {
        cache.close()
    }

    // example: block
    private val userById = cache.function("user:{id}", simple("1h")) { id: Long -> repository.find(id) }

    private suspend fun rename(
        id: Long,
        name: String,
    ) = invalidating(userById.key(id), "users") { repository.rename(id, name) }
    // end

    @Test
    fun block() {
        runBlocking {
            withCache(cache) {
                assertThat(userById(1)).isEqualTo("Ann")
                rename(1, "Anna")
                assertThat(userById(1)).isEqualTo("Anna")
            }
        }
    }
}
