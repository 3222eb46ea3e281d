package io.github.kashew.samples.docs

import io.github.kashew.BloomSize
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.add
import io.github.kashew.kotlin.bloomFilter
import io.github.kashew.kotlin.guard
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

private class Members {
    fun exists(id: Long): Boolean = id == 42L
}

/** The Kotlin examples of bloom.md. */
class BloomKotlinExamples {
    private val repository = Members()

    @Test
    fun guards() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                // example: guard
                val seen = cache.bloomFilter("users:{id}", BloomSize.of(100_000, 0.01))
                seen.add(42)
                val exists = seen.guard(7) { repository.exists(7) }
                // end
                assertThat(exists).isFalse()
                assertThat(seen.guard(42) { repository.exists(42) }).isTrue()
            }
        }
    }
}
