package io.github.kashew.kotlin

import io.github.kashew.error.CircularLoadException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext

/** Loads a name by way of the next one, however the block gets there. */
private suspend fun chain(
    name: Char,
    last: Char,
    hop: suspend (suspend () -> String) -> String,
): String =
    cached("1h", key = key("chain", name.toString())) {
        if (name == last) "end" else hop { chain(name + 1, last, hop) }
    }

private suspend fun circle(
    name: String,
    hop: suspend (suspend () -> String) -> String,
): String =
    cached("1h", key = name) {
        hop { circle(if (name == "a") "b" else "a", hop) }
    }

private suspend fun direct(block: suspend () -> String) = block()

private suspend fun inContext(block: suspend () -> String) = withContext(Dispatchers.Default) { block() }

private suspend fun inAsync(block: suspend () -> String) =
    coroutineScope { async(Dispatchers.Default) { block() }.await() }

@OptIn(ExperimentalCoroutinesApi::class)
class NestedLoadTest :
    FunSpec({
        val hops = mapOf("directly" to ::direct, "through withContext" to ::inContext, "through async" to ::inAsync)

        hops.forEach { (how, hop) ->
            test("a load may wait for others, $how") {
                cacheTest {
                    chain('a', 'd', hop) shouldBe "end"
                    keys() shouldContainExactly listOf("chain:a", "chain:b", "chain:c", "chain:d")
                }
            }

            test("a load that waits for itself fails with the path, $how") {
                cacheTest {
                    val failure = shouldThrow<CircularLoadException> { circle("a", hop) }
                    failure.path() shouldContainExactly listOf("b", "a", "b")
                    failure.message shouldBe "a load waits for itself: 'b' → 'a' → 'b'"
                    keys() shouldBe listOf()
                }
            }
        }

        test("two callers whose loads wait for each other: one closes the circle, and both fail") {
            runTest {
                cacheTest {
                    val crossed = CompletableDeferred<Unit>()
                    val hop: suspend (suspend () -> String) -> String = {
                        crossed.await()
                        it()
                    }
                    coroutineScope {
                        val callers =
                            listOf("a", "b").map { name ->
                                async { shouldThrow<CircularLoadException> { circle(name, hop) } }
                            }
                        runCurrent()
                        crossed.complete(Unit)
                        callers.awaitAll().map { it.path().toSet() } shouldContainExactlyInAnyOrder
                            List(2) { setOf("a", "b") }
                    }
                }
            }
        }

        test("the same key may be loaded again once the circle was refused") {
            cacheTest {
                shouldThrow<CircularLoadException> { circle("a", ::direct) }
                circle("a") { "broken off" } shouldBe "broken off"
            }
        }

        test("a key that was loaded inside a load may be asked for outside of it, and the other way round") {
            cacheTest {
                chain('b', 'c', ::direct)
                chain('a', 'c', ::direct) shouldBe "end"
                cache.delete("chain:c")
                chain('c', 'c', ::direct) shouldBe "end"
            }
        }
    })
