package io.github.kashew.kotlin

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import java.util.concurrent.atomic.AtomicInteger
import kotlin.random.Random

private const val CROWD = 100_000
private const val ROUNDS = 10_000
private const val CALLERS = 16

private suspend fun CacheUnderTest.shared(
    key: String,
    block: suspend () -> Int,
): Int =
    cached("1h", key = key, cache = cache) {
        load()
        block()
    }

/** Cancels callers before they ask, while they wait, and between the value and its arrival. */
@OptIn(ExperimentalCoroutinesApi::class)
private suspend fun TestScope.cancelSome(
    test: CacheUnderTest,
    random: Random,
    round: Int,
) {
    val before = test.loaded
    val gate = CompletableDeferred<Int>()
    val callers = List(CALLERS) { async { test.shared("r:$round") { gate.await() } } }
    val leaving = callers.shuffled(random).take(random.nextInt(CALLERS + 1)).groupBy { random.nextInt(3) }
    leaving[0]?.forEach { it.cancel() }
    runCurrent()
    val asked = test.loaded - before
    asked shouldBe if (leaving[0]?.size == CALLERS) 0 else 1
    leaving[1]?.forEach { it.cancel() }
    if (random.nextBoolean()) runCurrent()
    gate.complete(round)
    leaving[2]?.forEach { it.cancel() }
    runCurrent()
    val left = leaving.values.flatten().toSet()
    (callers - left).awaitAll().all { it == round } shouldBe true
    callers.all { it.isCompleted } shouldBe true
    if (left.size < CALLERS) {
        test.shared("r:$round") { -1 } shouldBe round
        test.loaded shouldBe before + 1
    }
}

/** All leave: the load is stopped, and its slot is free for the next caller. */
@OptIn(ExperimentalCoroutinesApi::class)
private suspend fun TestScope.cancelAll(
    test: CacheUnderTest,
    random: Random,
    round: Int,
) {
    var running = 0
    val callers =
        List(CALLERS) {
            async {
                test.shared("a:$round") {
                    running++
                    try {
                        awaitCancellation()
                    } finally {
                        running--
                    }
                }
            }
        }
    runCurrent()
    running shouldBe 1
    callers.shuffled(random).forEach { it.cancel() }
    runCurrent()
    running shouldBe 0
    test.shared("a:$round") { round } shouldBe round
}

class StampedeTest :
    FunSpec({
        suspend fun CacheUnderTest.crowd(scope: CoroutineScope) {
            val gate = CompletableDeferred<Int>()
            val here = AtomicInteger()
            val callers =
                List(CROWD) {
                    scope.async {
                        if (here.incrementAndGet() == CROWD) gate.complete(7)
                        shared("cold") { gate.await() }
                    }
                }
            callers.awaitAll().all { it == 7 } shouldBe true
            loaded shouldBe 1
        }

        test("G-M1: 100,000 coroutines on all processors ask for one cold key: one load, and all are answered") {
            cacheTest { withContext(Dispatchers.Default) { crowd(this) } }
        }

        test("G-M1: 100,000 coroutines on one thread ask for one cold key: one load, and all are answered") {
            runTest { cacheTest { crowd(this@runTest) } }
        }

        test("G-M3: 1,000 times some of 16 callers are cancelled at some time: the others get the value") {
            runTest {
                cacheTest {
                    val random = Random(20_300_101)
                    repeat(
                        ROUNDS / 10,
                    ) { round -> withClue("round $round") { this@runTest.cancelSome(this, random, round) } }
                }
            }
        }

        test("G-M3: 1,000 times all of 16 callers are cancelled: the load is stopped and its slot is free") {
            runTest {
                cacheTest {
                    val random = Random(20_300_103)
                    repeat(
                        ROUNDS / 10,
                    ) { round -> withClue("round $round") { this@runTest.cancelAll(this, random, round) } }
                }
            }
        }

        test(
            "G-M3: 10,000 times some of 16 callers on all processors are cancelled, where cancelling races with the value",
        ) {
            cacheTest {
                val random = Random(20_300_102)
                withContext(Dispatchers.Default) {
                    repeat(ROUNDS) { round ->
                        val gate = CompletableDeferred<Int>()
                        val callers = List(CALLERS) { async { shared("p:$round") { gate.await() } } }
                        val leaving = callers.shuffled(random).take(random.nextInt(CALLERS))
                        val cancelling = launch { leaving.forEach { it.cancel() } }
                        gate.complete(round)
                        (callers - leaving.toSet()).awaitAll().all { it == round } shouldBe true
                        (callers + cancelling).joinAll()
                    }
                }
            }
        }
    })
