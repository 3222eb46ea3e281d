package io.github.kashew.samples.docs

import io.github.kashew.Detection
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.detect
import io.github.kashew.kotlin.explain
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The Kotlin examples of detection.md. */
class DetectionKotlinExamples {
    private suspend fun renderPage(): String = cached("1h", key = "page") { "page" }

    // example: scope
    private suspend fun traced(cache: Cache): List<Detection> {
        val (page, answers) = cache.detect { renderPage() }
        println("$page: $answers")
        return answers
    }

    private suspend fun explained(cache: Cache) = println(cache.explain { renderPage() })
    // end

    @Test
    fun scopes() {
        Cache.open("mem://").use { cache ->
            runBlocking {
                withCache(cache) {
                    assertThat(traced(cache).map { it.source() }).containsExactly(Detection.Source.LOADED)
                    assertThat(traced(cache).map { it.source() }).containsExactly(Detection.Source.HIT)
                    explained(cache)
                }
            }
        }
    }
}
