package io.github.kashew.samples.docs

import io.github.kashew.Condition
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.CachedFunction1
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.cachedAll
import io.github.kashew.kotlin.delete
import io.github.kashew.kotlin.function
import io.github.kashew.kotlin.get
import io.github.kashew.kotlin.increment
import io.github.kashew.kotlin.key
import io.github.kashew.kotlin.keyContext
import io.github.kashew.kotlin.set
import io.github.kashew.kotlin.simple
import io.github.kashew.kotlin.ttl
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import kotlin.time.Duration
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.minutes

private data class User(
    val id: Long,
    val name: String,
)

private class Users {
    var finds = 0

    fun find(id: Long): User? {
        finds++
        return if (id > 0) User(id, "user $id") else null
    }

    fun findAll(ids: List<Long>): Map<Long, User> {
        finds++
        return ids.associateWith { User(it, "user $it") }
    }
}

/** The Kotlin examples of README.md. */
class ReadmeKotlinExamples {
    private val repository = Users()

    // example: configuration
    private val cache =
        Cache {
            route("", "mem://?size=10000")
            route("session:", "mem://?max_bytes=64MB")
        }
    // end

    @AfterEach
    fun close() {
        cache.close()
    }

    // example: blocks
    // keyless: the key is this function and the values that the block captures
    private suspend fun user(id: Long): User? = cached(ttl = "1h") { repository.find(id) }

    // explicit key, condition, Kotlin durations
    private suspend fun profile(id: Long): User? =
        cached(ttl = 10.minutes, key = key("profile", id), condition = Condition.notNull()) { repository.find(id) }

    // many at once: one look-up, then one load of those that are missing
    private suspend fun users(ids: List<Long>): Map<Long, User> =
        cachedAll(ids, ttl = "1h", key = { key("user", it) }) { missing -> repository.findAll(missing) }
    // end

    @Test
    fun blocks() =
        runBlocking {
            withCache(cache) {
                assertThat(user(1)).isEqualTo(user(1))
                assertThat(repository.finds).isEqualTo(1)
                assertThat(profile(-1)).isNull()
                assertThat(profile(-1)).isNull()
                assertThat(repository.finds).isEqualTo(3)
                assertThat(users(listOf(1, 2))).hasSize(2)
                assertThat(users(listOf(2, 3))).containsOnlyKeys(2, 3)
                assertThat(repository.finds).isEqualTo(5)
            }
            Unit
        }

    // example: function
    private val userById = cache.function("user:{id}", simple("1h")) { id: Long -> repository.find(id) }

    private suspend fun rename(id: Long) {
        val before = userById(id)
        userById.invalidate(id) // forget it
        val after = userById.refresh(id) // or load it anew now
        println("${userById.key(id)}: $before, $after")
    }
    // end

    @Test
    fun function() =
        runBlocking {
            rename(1)
            assertThat(repository.finds).isEqualTo(2)
            assertThat(userById).isInstanceOf(CachedFunction1::class.java)
            Unit
        }

    @Test
    fun operations() =
        runBlocking {
            // example: operations
            cache.set("greeting", "hello", ttl = 1.hours)
            val greeting: String? = cache.get("greeting")
            val left: Duration? = cache.ttl("greeting")
            val visits: Long = cache.increment("visits")
            val deleted: Boolean = cache.delete("greeting")
            // end
            assertThat(greeting).isEqualTo("hello")
            assertThat(left!! in 59.minutes..1.hours).isTrue()
            assertThat(visits).isEqualTo(1)
            assertThat(deleted).isTrue()
            Unit
        }

    @Test
    fun context() =
        runBlocking {
            // example: context
            val prices = cache.function("price:{@tenant}:{article}", simple("5m")) { article: String -> article.length }

            keyContext("tenant" to "north") { prices("bolt") }
            // end
            assertThat(cache.get<Int>("price:north:bolt")).isEqualTo(4)
            Unit
        }
}
