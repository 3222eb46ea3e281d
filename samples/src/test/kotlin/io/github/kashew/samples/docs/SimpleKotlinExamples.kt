package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.simple
import io.github.kashew.kotlin.through
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

private class Names {
    var finds = 0

    fun find(id: Long): String? {
        finds++
        return if (id > 0) "user $id" else null
    }
}

/** The Kotlin examples of simple.md. */
class SimpleKotlinExamples {
    private val cache = Cache.open("mem://")
    private val repository = Names()

    @AfterEach
    fun close() {
        cache.close()
    }

    // example: block
    private suspend fun user(id: Long): String? =
        cache.through(simple("1h").withTtlOfEmpty("1m")) { repository.find(id) }
    // end

    @Test
    fun block() {
        runBlocking {
            assertThat(user(1)).isEqualTo(user(1))
            assertThat(user(-1)).isNull()
            assertThat(user(-1)).isNull()
            assertThat(repository.finds).isEqualTo(2)
        }
    }
}
