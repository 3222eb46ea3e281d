package io.github.kashew.samples.docs

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.bulkhead
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

private class Renderer {
    fun render(page: Int): String = "page $page"
}

/** The Kotlin examples of bulkhead.md. */
class BulkheadKotlinExamples {
    private val renderer = Renderer()

    // example: block
    private suspend fun render(page: Int): String = bulkhead(4) { renderer.render(page) }
    // end

    @Test
    fun blocks() {
        Cache.open("mem://").use { cache ->
            runBlocking { withCache(cache) { assertThat(render(3)).isEqualTo("page 3") } }
        }
    }
}
