package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.early
import io.github.kashew.kotlin.evictOn
import io.github.kashew.kotlin.failover
import io.github.kashew.kotlin.through
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import java.io.IOException

private class StatusApi {
    var down = false

    fun status(name: String): String = if (down) throw IOException("down") else "$name is up"

    fun report(id: Long): String = "report $id"
}

/** The Kotlin examples of failover.md. */
class FailoverKotlinExamples {
    private val cache = Cache.open("mem://")
    private val api = StatusApi()

    @AfterEach
    fun close() {
        cache.close()
    }

    // example: block
    private suspend fun status(name: String): String = failover("10m", on = IOException::class) { api.status(name) }

    private suspend fun report(id: Long): String =
        cache.through(failover("1h").evictOn(NoSuchElementException::class), early("10m")) { api.report(id) }
    // end

    @Test
    fun block() {
        runBlocking {
            withCache(cache) {
                assertThat(status("db")).isEqualTo("db is up")
                api.down = true
                assertThat(status("db")).isEqualTo("db is up")
                assertThat(report(1)).isEqualTo("report 1")
            }
        }
    }
}
