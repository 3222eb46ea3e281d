package io.github.kashew.kotlin

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration.Companion.minutes

/** The rules of flows: failures pass through, a collector keeps its context, and cancellation reaches the source. */
@OptIn(ExperimentalCoroutinesApi::class)
class FlowRulesTest :
    FunSpec({
        val mine = IllegalStateException("mine")

        /** A flow as its first collector has it, and as it is replayed. */
        suspend fun both(test: suspend (Flow<Int>) -> Unit) =
            cacheTest {
                test(flowOf(1, 2, 3).cached("1h", "k"))
                flowOf(1, 2, 3).cached("1h", "k").toList()
                test(flow<Int> { error("stored") }.cached("1h", "k"))
            }

        test("what a collector throws is not caught upstream of it") {
            both { cached ->
                val caught = mutableListOf<Throwable>()
                shouldThrow<IllegalStateException> {
                    cached.catch { caught += it }.collect { throw mine }
                } shouldBeSameInstanceAs mine
                caught.shouldBeEmpty()
            }
        }

        test("what the flow throws is caught downstream, after the elements before") {
            cacheTest {
                val failing =
                    flow {
                        emit(1)
                        throw mine
                    }.cached("1h", "k")
                val seen = mutableListOf<Any>()
                failing.catch { seen += checkNotNull(it.message) }.collect { seen += it }
                seen shouldContainExactly listOf(1, "mine")
            }
        }

        test("a collector collects in its own context, whatever the flow runs in") {
            both { cached ->
                withContext(CoroutineName("collector")) {
                    cached.flowOn(Dispatchers.Unconfined + CoroutineName("upstream")).collect {
                        currentCoroutineContext()[CoroutineName]?.name shouldBe "collector"
                    }
                    cached.collect { currentCoroutineContext()[CoroutineName]?.name shouldBe "collector" }
                }
            }
        }

        test("a flow that emits in another context fails as it does without a cache") {
            cacheTest {
                val wrong = flow { withContext(CoroutineName("other") + Dispatchers.Unconfined) { emit(1) } }
                shouldThrow<IllegalStateException> { wrong.cached("1h", "k").toList() }
                keys().shouldBeEmpty()
            }
        }

        test("operators that take a part cancel the rest, which is no failure") {
            both { cached ->
                var completed: Throwable? = mine
                cached.onCompletion { completed = it }.first() shouldBe 1
                completed.shouldBeInstanceOf<CancellationException>()
            }
        }

        test("a collector that is cancelled while it waits cancels the flow") {
            runTest {
                cacheTest {
                    var cancelled = false
                    val waiting =
                        flow {
                            emit(1)
                            try {
                                awaitCancellation()
                            } finally {
                                cancelled = true
                            }
                        }.cached("1h", "k")
                    shouldThrow<TimeoutCancellationException> { withTimeout(1.minutes) { waiting.toList() } }
                    runCurrent()
                    cancelled shouldBe true
                    keys().shouldBeEmpty()
                }
            }
        }

        test("a slow collector slows the flow down and misses nothing") {
            runTest {
                cacheTest {
                    val seen = mutableListOf<Int>()
                    flow { repeat(1_000) { emit(it) } }.cached("1h", "k").collect {
                        delay(1)
                        seen += it
                    }
                    seen shouldBe List(1_000) { it }
                }
            }
        }

        test("elements may be null") {
            cacheTest {
                repeat(2) {
                    flowOf(1, null, 3).cached("1h", "n").toList() shouldContainExactly listOf(1, null, 3)
                    flowOf<String?>(null).cached(10.minutes, "t").toList() shouldContainExactly listOf(null)
                }
                val function = cache.flowFunction("f:{n}", 10.minutes) { n: Int -> flowOf(n, null, load()) }
                repeat(2) { function(7).toList() shouldContainExactly listOf(7, null, 1) }
            }
        }

        test("tags and other options are those of streams") {
            cacheTest {
                fun numbers(): Flow<Int> =
                    cachedFlow(10.minutes, key = "k", tags = listOf("t"), options = { maxElements(2) }) {
                        flow { emit(load()) }
                    }
                repeat(2) { numbers().toList() shouldContainExactly listOf(1) }
                cache.deleteTags("t")
                repeat(2) { numbers().toList() shouldContainExactly listOf(2) }
                val function =
                    cache.flowFunction(
                        "f:{n}",
                        "1h",
                        options = { tags("f:{n}") },
                    ) { n: Int -> flow { emit(n * load()) } }
                function(10).toList() shouldContainExactly listOf(30)
                cache.deleteTags("f:10")
                function(10).toList() shouldContainExactly listOf(40)
            }
        }
    })
