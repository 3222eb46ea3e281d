package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.shadow
import io.github.kashew.kotlin.simple
import io.github.kashew.kotlin.through
import io.github.kashew.kotlin.verify
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import java.time.Duration

private class Prices {
    var finds = 0

    fun find(id: Long): String = "$id of ${++finds}"
}

private class Differences {
    fun count(
        template: String,
        age: Duration,
    ) {
        check(template.isNotEmpty() && !age.isNegative)
    }
}

/** The Kotlin examples of verify.md. */
class VerifyKotlinExamples {
    private val cache = Cache.open("mem://")
    private val repository = Prices()
    private val metrics = Differences()

    @AfterEach
    fun close() {
        cache.close()
    }

    // example: block
    private val verified =
        verify(5.0).withListener { mismatch ->
            metrics.count(mismatch.template ?: "user", mismatch.age)
        }

    private suspend fun user(id: Long): String = cache.through(verified, simple("1h")) { repository.find(id) }

    private suspend fun price(id: Long): String = cache.through(shadow(), simple("10m")) { repository.find(id) }
    // end

    @Test
    fun block() {
        runBlocking {
            assertThat(user(1)).isEqualTo(user(1))
            assertThat(price(1)).isNotEqualTo(price(1))
        }
    }
}
