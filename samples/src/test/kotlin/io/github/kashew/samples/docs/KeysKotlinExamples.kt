package io.github.kashew.samples.docs

import io.github.kashew.error.InvalidKeyException
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.key
import io.github.kashew.kotlin.scan
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** The Kotlin examples of docs/keys.md. */
class KeysKotlinExamples {
    private val cache = Cache.open("mem://")

    @AfterEach
    fun close() {
        cache.close()
    }

    // example: keyless
    private suspend fun price(
        article: String,
        amount: Int,
    ): Int = cached(ttl = "1h") { article.length * amount }
    // end

    @Test
    fun keyless() =
        runBlocking {
            withCache(cache) { assertThat(price("bolt", 3)).isEqualTo(12) }
            assertThat(cache.scan("*").toList()).containsExactly(
                "io.github.kashew.samples.docs.KeysKotlinExamples.price(String,int):amount=3:article=bolt",
            )
            Unit
        }

    // example: two-blocks
    private suspend fun dashboard(user: Long): String {
        val name = cached(ttl = "1h", key = key("name", user)) { "user $user" }
        val mood = cached(ttl = "1m", key = key("mood", user)) { "fine" }
        return "$name is $mood"
    }
    // end

    @Test
    fun twoBlocks() =
        runBlocking {
            withCache(cache) { assertThat(dashboard(7)).isEqualTo("user 7 is fine") }
            assertThat(cache.scan("*").toList()).containsExactlyInAnyOrder("name:7", "mood:7")
            Unit
        }

    // example: refused
    private suspend fun total(articles: List<String>): Int {
        var sum = 0
        articles.forEach { sum += it.length }
        return cached(ttl = "1h") { sum } // refused: sum is a local variable that changes
    }
    // end

    @Test
    fun refused() {
        assertThatThrownBy { runBlocking { withCache(cache) { total(listOf("bolt")) } } }
            .isInstanceOf(InvalidKeyException::class.java)
            .hasMessageContaining("'sum' is a local variable that changes")
            .hasMessageContaining("key = key(\"total\"")
    }

    private suspend fun twice(id: Int): Int {
        val first = cached(ttl = "1h") { id }
        val second = cached(ttl = "1h") { id + 1 }
        return first + second
    }

    @Test
    fun twoKeylessBlocks() {
        assertThatThrownBy { runBlocking { withCache(cache) { twice(1) } } }
            .isInstanceOf(InvalidKeyException::class.java)
            .hasMessageContaining("the function already has a keyless block")
    }
}
