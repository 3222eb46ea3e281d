package io.github.kashew.samples.docs

import io.github.kashew.Condition
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cachedAll
import io.github.kashew.kotlin.function
import io.github.kashew.kotlin.key
import io.github.kashew.kotlin.simple
import io.github.kashew.kotlin.through
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** The Kotlin examples of docs/plans.md. */
class PlansKotlinExamples {
    private val cache = Cache.open("mem://")
    private var loads = 0

    private fun find(id: Long): String {
        loads++
        return "user $id"
    }

    private fun findAll(ids: List<Long>): Map<Long, String> = ids.associateWith(::find)

    @AfterEach
    fun close() {
        cache.close()
    }

    // example: batch
    private suspend fun names(ids: List<Long>): Map<Long, String> =
        cachedAll(ids, ttl = "1h", key = { key("name", it) }, cache = cache) { missing -> findAll(missing) }
    // end

    @Test
    fun batch() =
        runBlocking {
            assertThat(names(listOf(2, 1)).keys).containsExactly(2, 1)
            assertThat(names(listOf(1, 2, 3))).containsEntry(3, "user 3")
            assertThat(loads).isEqualTo(3)
            Unit
        }

    // example: through
    private suspend fun name(id: Long): String =
        cache.through(simple("1h"), key = key("name", id), condition = Condition.notNull()) { find(id) }
    // end

    @Test
    fun through() =
        runBlocking {
            assertThat(name(1)).isEqualTo(name(1))
            assertThat(loads).isEqualTo(1)
            Unit
        }

    @Test
    fun leaving() =
        runBlocking {
            val gate = CompletableDeferred<String>()
            // example: leaving
            val slow = cache.function("slow:{id}", simple("1h")) { _: Long -> gate.await() }

            val one = async(start = CoroutineStart.UNDISPATCHED) { slow(7) } // leads: its load runs
            val two = async(start = CoroutineStart.UNDISPATCHED) { slow(7) } // waits for the same load

            one.cancelAndJoin() // leaves; the load goes on for the other caller
            gate.complete("done")
            assertThat(two.await()).isEqualTo("done")
            // end
            Unit
        }
}
