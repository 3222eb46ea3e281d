package io.github.kashew.kotlin

import io.github.kashew.error.LoadCancelledException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlin.time.Duration.Companion.minutes

/** The one place at which most tests load, so that their callers share. */
private suspend fun CacheUnderTest.names(
    ids: Collection<Int>,
    load: suspend (List<Int>) -> Map<Int, String> = { missing -> missing.associateWith { "name $it" } },
): Map<Int, String> =
    cachedAll(ids, "1h", key = { key("name", it) }, cache = cache) { missing ->
        load()
        load(missing)
    }

@OptIn(ExperimentalCoroutinesApi::class)
class CachedAllTest :
    FunSpec({
        test("one load brings all that the cache has not, and the result is in the order of the ids") {
            cacheTest {
                val asked = mutableListOf<List<Int>>()
                val load: suspend (List<Int>) -> Map<Int, String> = { missing ->
                    asked += missing
                    missing.reversed().associateWith { "name $it" }
                }
                names(listOf(3, 1), load) shouldBe mapOf(3 to "name 3", 1 to "name 1")
                names(listOf(2, 1, 4, 3), load).keys.toList() shouldContainExactly listOf(2, 1, 4, 3)
                names(listOf(2, 1, 4, 3), load).keys.toList() shouldContainExactly listOf(2, 1, 4, 3)
                asked shouldContainExactly listOf(listOf(3, 1), listOf(2, 4))
                keys() shouldContainExactly listOf("name:1", "name:2", "name:3", "name:4")
            }
        }

        test("nothing is loaded for no ids, and an id that is named twice is loaded once") {
            cacheTest {
                names(listOf()) shouldBe mapOf()
                loaded shouldBe 0
                names(listOf(1, 1)) {
                    it shouldBe listOf(1)
                    mapOf(1 to "one")
                } shouldBe mapOf(1 to "one")
            }
        }

        test("an id that the load leaves out is left out, and asked for again; one that it adds is ignored") {
            cacheTest {
                names(listOf(1, 2)) { mapOf(2 to "two", 9 to "nine") } shouldBe mapOf(2 to "two")
                keys() shouldContainExactly listOf("name:2")
                names(listOf(1, 2)) { mapOf(1 to "one") } shouldBe mapOf(1 to "one", 2 to "two")
            }
        }

        test("null is a value") {
            cacheTest {
                suspend fun perhaps(ids: List<Int>): Map<Int, String?> =
                    cachedAll(ids, "1h", key = { key("perhaps", it) }) { missing ->
                        load()
                        missing.associateWith { null }
                    }
                List(2) { perhaps(listOf(1)) } shouldContainExactly listOf(mapOf(1 to null), mapOf(1 to null))
                loaded shouldBe 1
            }
        }

        test("a ttl is that of each entry") {
            cacheTest {
                cachedAll(listOf(1), 5.minutes, key = { key("n", it) }) { mapOf(1 to "one") }
                cache.ttl("n:1") shouldBe 5.minutes
                names(listOf(1))
                clock.advance("1h")
                names(listOf(1))
                loaded shouldBe 2
            }
        }

        test("a failure of the load is thrown as it is, and nothing is stored") {
            cacheTest {
                val failure = Broken(1)
                shouldThrow<Broken> { names(listOf(1, 2)) { throw failure } } shouldBeSameInstanceAs failure
                keys() shouldBe listOf()
                shouldThrow<LoadCancelledException> { names(listOf(1)) { throw CancellationException("by itself") } }
            }
        }

        test("an id that somebody else is loading is waited for and not loaded again") {
            runTest {
                cacheTest {
                    val gate = CompletableDeferred<Unit>()
                    val slow: suspend (List<Int>) -> Map<Int, String> = { missing ->
                        gate.await()
                        missing.associateWith { "slow $it" }
                    }
                    val first = this@runTest.async { names(listOf(1, 2), slow) }
                    runCurrent()
                    val second = this@runTest.async { names(listOf(2, 3)) }
                    runCurrent()
                    second.isCompleted shouldBe false
                    gate.complete(Unit)
                    first.await() shouldBe mapOf(1 to "slow 1", 2 to "slow 2")
                    second.await() shouldBe mapOf(2 to "slow 2", 3 to "name 3")
                    loaded shouldBe 2
                }
            }
        }

        test("a caller that leaves takes nothing from those who wait for one of its ids") {
            runTest {
                cacheTest {
                    val gate = CompletableDeferred<Unit>()
                    val slow: suspend (List<Int>) -> Map<Int, String> = { missing ->
                        gate.await()
                        missing.associateWith { "slow $it" }
                    }
                    val first = this@runTest.async { names(listOf(1, 2), slow) }
                    runCurrent()
                    val second = this@runTest.async { names(listOf(2), slow) }
                    runCurrent()
                    first.cancel()
                    runCurrent()
                    gate.complete(Unit)
                    second.await() shouldBe mapOf(2 to "slow 2")
                    loaded shouldBe 1
                }
            }
        }

        test("the load is cancelled when all have left") {
            runTest {
                cacheTest {
                    val stopped = CompletableDeferred<Unit>()
                    val caller =
                        this@runTest.async {
                            names(listOf(1, 2)) {
                                try {
                                    awaitCancellation()
                                } finally {
                                    stopped.complete(Unit)
                                }
                            }
                        }
                    runCurrent()
                    caller.cancel()
                    runCurrent()
                    stopped.isCompleted shouldBe true
                    names(listOf(1)) shouldBe mapOf(1 to "name 1")
                }
            }
        }
    })
