package io.github.kashew.kotlin

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext

private class Runs {
    var count = 0

    fun numbers(upTo: Int): Flow<Int> =
        flow {
            count++
            repeat(upTo) { emit(it) }
        }
}

private fun withKey(
    runs: () -> Flow<Int>,
    symbol: String,
): Flow<String> = cachedFlow("10m", key = key("labelled", symbol)) { labelled(runs, symbol) }

private fun labelled(
    source: () -> Flow<Int>,
    symbol: String,
): Flow<String> = flow { source().collect { emit("$symbol$it") } }

private fun withoutKey(symbol: String): Flow<String> = cachedFlow("10m") { flowOf(symbol, "$symbol!") }

@OptIn(ExperimentalCoroutinesApi::class)
class FlowsTest :
    FunSpec({
        test("a cached flow is collected once and replayed, its falsy elements and its emptiness too (DEFECT-46)") {
            cacheTest {
                val runs = Runs()
                repeat(3) { runs.numbers(600).cached("1h", key("n")).toList() shouldBe List(600) { it } }
                runs.count shouldBe 1
                repeat(2) { flowOf(false, true, false).cached("1h", "b").toList() shouldBe listOf(false, true, false) }
                repeat(2) { flowOf("", "a").cached("1h", "t").toList() shouldBe listOf("", "a") }
                repeat(2) { emptyFlow<Int>().cached("1h", "e").toList().shouldBeEmpty() }
                flowOf(1).cached("1h", "e").toList().shouldBeEmpty()
            }
        }

        test("blocks have keys of their own or are told apart by what they capture") {
            cacheTest {
                val runs = Runs()
                repeat(2) { withKey({ runs.numbers(2) }, "x").toList() shouldContainExactly listOf("x0", "x1") }
                runs.count shouldBe 1
                repeat(2) {
                    withoutKey("a").toList() shouldContainExactly listOf("a", "a!")
                    withoutKey("b").toList() shouldContainExactly listOf("b", "b!")
                }
            }
        }

        test("a function of flows can be invalidated") {
            cacheTest {
                val flows = cache.flowFunction("f:{n}", "1h") { n: Int -> flow { emit("$n#${load()}") } }
                repeat(2) { flows(7).toList() shouldContainExactly listOf("7#1") }
                flows.key(7) shouldBe "f:7"
                flows.invalidate(7) shouldBe true
                flows(7).toList() shouldContainExactly listOf("7#2")
            }
        }

        test("collectors at the same time share one run, which has the context of the first without its job") {
            runTest {
                cacheTest {
                    val names = mutableListOf<String?>()
                    val slow =
                        flow {
                            names += currentCoroutineContext()[CoroutineName]?.name
                            emit(load())
                            delay(1_000)
                            emit(load())
                        }.cached("1h", "slow")
                    val collectors = List(5) { async(CoroutineName("c$it")) { slow.toList() } }
                    collectors.awaitAll().forEach { it shouldContainExactly listOf(1, 2) }
                    names shouldContainExactly listOf("c0")
                }
            }
        }

        test("a collector emits in its own context") {
            cacheTest {
                withContext(CoroutineName("collector")) {
                    flowOf(1).cached("1h", "own").collect {
                        currentCoroutineContext()[CoroutineName]?.name shouldBe "collector"
                    }
                }
            }
        }

        test("a failure of the flow arrives as it is, and one of the collector is not mistaken for it") {
            cacheTest {
                class Broken : RuntimeException("broken") {
                    override fun fillInStackTrace(): Throwable = this
                }
                val seen = mutableListOf<Int>()
                val failing =
                    flow {
                        emit(load())
                        throw Broken()
                    }.cached("1h", "failing")
                shouldThrow<Broken> { failing.collect { seen += it } }
                seen shouldContainExactly listOf(1)
                keys().shouldBeEmpty()
                val mine = IllegalStateException("mine")
                shouldThrow<IllegalStateException> {
                    flowOf(1, 2).cached("1h", "mine").collect { throw mine }
                } shouldBeSameInstanceAs mine
            }
        }

        test("the last collector to leave cancels the flow and leaves nothing behind") {
            runTest {
                cacheTest {
                    var cancelled = false
                    val endless =
                        flow {
                            try {
                                repeat(600) { emit(it) }
                                awaitCancellation()
                            } finally {
                                cancelled = true
                            }
                        }.cached("1h", "endless")
                    val one = launch { endless.collect {} }
                    val other = launch { endless.collect {} }
                    runCurrent()
                    one.cancelAndJoin()
                    cancelled shouldBe false
                    other.cancelAndJoin()
                    runCurrent()
                    cancelled shouldBe true
                    keys().shouldBeEmpty()
                    flowOf(1, 2, 3).cached("1h", "endless").take(2).toList() shouldContainExactly listOf(1, 2)
                }
            }
        }
    })
