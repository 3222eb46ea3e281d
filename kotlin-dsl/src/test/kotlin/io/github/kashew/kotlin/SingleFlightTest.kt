package io.github.kashew.kotlin

import io.github.kashew.error.LoadCancelledException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.future.await
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import java.io.IOException
import java.util.concurrent.CompletableFuture
import kotlin.concurrent.thread
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext

private class Trace(
    val id: String,
) : AbstractCoroutineContextElement(Key) {
    companion object Key : CoroutineContext.Key<Trace>
}

private fun flightTest(test: suspend TestScope.(CacheUnderTest) -> Unit) =
    runTest { cacheTest { test(this@runTest, this) } }

/** The one place at which most tests load, so that their callers share. */
private suspend fun CacheUnderTest.slow(block: suspend () -> Int): Int =
    cached("1h", key = "k", cache = cache) {
        load()
        block()
    }

@OptIn(ExperimentalCoroutinesApi::class)
class SingleFlightTest :
    FunSpec({
        context("callers that leave") {
            test("the one whose load it is leaves: the others get the value") {
                flightTest { test ->
                    val gate = CompletableDeferred<Int>()
                    val leader = async { test.slow { gate.await() } }
                    runCurrent()
                    val waiter = async { test.slow { gate.await() } }
                    runCurrent()
                    leader.cancel()
                    runCurrent()
                    leader.isCompleted shouldBe true
                    gate.complete(7)
                    waiter.await() shouldBe 7
                    test.loaded shouldBe 1
                    test.cache.get<Int>("k") shouldBe 7
                }
            }

            test("another one leaves: the one whose load it is gets the value") {
                flightTest { test ->
                    val gate = CompletableDeferred<Int>()
                    val leader = async { test.slow { gate.await() } }
                    runCurrent()
                    val waiter = async { test.slow { gate.await() } }
                    runCurrent()
                    waiter.cancel()
                    runCurrent()
                    waiter.isCompleted shouldBe true
                    gate.complete(7)
                    leader.await() shouldBe 7
                    test.loaded shouldBe 1
                }
            }

            test("all leave: the load is cancelled, and the next caller loads") {
                flightTest { test ->
                    val stopped = CompletableDeferred<Throwable?>()
                    val callers =
                        List(3) {
                            async {
                                test.slow {
                                    currentCoroutineContext().job.invokeOnCompletion { stopped.complete(it) }
                                    awaitCancellation()
                                }
                            }
                        }
                    runCurrent()
                    callers.dropLast(1).forEach { it.cancel() }
                    runCurrent()
                    stopped.isCompleted shouldBe false
                    callers.last().cancel()
                    runCurrent()
                    stopped.isCompleted shouldBe true
                    stopped.await().shouldBeInstanceOf<CancellationException>()
                    test.slow { 2 } shouldBe 2
                    test.loaded shouldBe 2
                }
            }

            test("a load that fails after all have left disturbs nobody") {
                flightTest { test ->
                    val caller =
                        async {
                            test.slow {
                                try {
                                    awaitCancellation()
                                } catch (cancelled: CancellationException) {
                                    throw IOException("the connection is gone", cancelled)
                                }
                            }
                        }
                    runCurrent()
                    caller.cancel()
                    runCurrent()
                    caller.isCancelled shouldBe true
                    test.keys() shouldBe listOf()
                }
            }

            test("a timeout around one of them ends its wait and no other") {
                flightTest { test ->
                    val gate = CompletableDeferred<Int>()
                    val hasty = async { withTimeoutOrNull(100) { test.slow { gate.await() } } }
                    val patient = async { test.slow { gate.await() } }
                    hasty.await() shouldBe null
                    testScheduler.currentTime shouldBe 100
                    gate.complete(7)
                    patient.await() shouldBe 7
                    test.loaded shouldBe 1
                }
            }

            test("a scope that is cancelled takes its own callers away and no other") {
                flightTest { test ->
                    val gate = CompletableDeferred<Int>()
                    val scope = CoroutineScope(Job() + StandardTestDispatcher(testScheduler))
                    val inside = List(3) { scope.async { test.slow { gate.await() } } }
                    runCurrent()
                    val outside = async { test.slow { gate.await() } }
                    runCurrent()
                    scope.cancel()
                    runCurrent()
                    inside.all { it.isCancelled } shouldBe true
                    gate.complete(7)
                    outside.await() shouldBe 7
                    test.loaded shouldBe 1
                }
            }

            test("the event loop of a runBlocking ends before the load that began in it") {
                cacheTest {
                    val gate = CompletableDeferred<Int>()
                    val began = CompletableDeferred<Unit>()
                    val joined = CompletableDeferred<Unit>()
                    val over = CompletableDeferred<Unit>()
                    thread {
                        runBlocking {
                            val leader =
                                launch {
                                    slow {
                                        began.complete(Unit)
                                        gate.await()
                                    }
                                }
                            joined.await()
                            leader.cancel()
                        }
                        over.complete(Unit)
                    }
                    began.await()
                    coroutineScope {
                        val waiter = async(Dispatchers.Unconfined) { slow { gate.await() } }
                        joined.complete(Unit)
                        over.await()
                        gate.complete(7)
                        waiter.await() shouldBe 7
                    }
                    loaded shouldBe 1
                }
            }
        }

        context("50 callers") {
            test("run one load") {
                flightTest { test ->
                    val gate = CompletableDeferred<Int>()
                    val callers = List(50) { async { test.slow { gate.await() } } }
                    runCurrent()
                    gate.complete(7)
                    callers.awaitAll() shouldBe List(50) { 7 }
                    test.loaded shouldBe 1
                }
            }

            test("of a load that fails all get its own exception") {
                flightTest { test ->
                    val gate = CompletableDeferred<Unit>()
                    val failure = Broken(1)
                    val callers =
                        List(50) {
                            async {
                                runCatching {
                                    test.slow {
                                        gate.await()
                                        throw failure
                                    }
                                }
                            }
                        }
                    runCurrent()
                    gate.complete(Unit)
                    callers.awaitAll().forEach { it.exceptionOrNull() shouldBeSameInstanceAs failure }
                    test.loaded shouldBe 1
                    test.slow { 2 } shouldBe 2
                }
            }

            test("of a load that cancels itself fail, and are not taken for cancelled") {
                flightTest { test ->
                    val gate = CompletableDeferred<Unit>()
                    val callers =
                        List(50) {
                            async {
                                shouldThrow<LoadCancelledException> {
                                    test.slow {
                                        gate.await()
                                        throw CancellationException("by itself")
                                    }
                                }
                            }
                        }
                    runCurrent()
                    gate.complete(Unit)
                    callers.awaitAll().forEach { it.rootCause().message shouldBe "by itself" }
                    callers.none { it.isCancelled } shouldBe true
                }
            }

            test("of a load that runs into a timeout of its own fail, and are not taken for cancelled") {
                flightTest { test ->
                    val callers =
                        List(50) {
                            async {
                                shouldThrow<LoadCancelledException> {
                                    test.slow { withTimeout(10) { awaitCancellation() } }
                                }
                            }
                        }
                    callers.awaitAll().forEach {
                        it.rootCause().shouldBeInstanceOf<TimeoutCancellationException>()
                    }
                    test.loaded shouldBe 1
                    test.slow { 2 } shouldBe 2
                }
            }
        }

        test("a key that is deleted during its load is loaded anew by whoever asks afterwards") {
            flightTest { test ->
                val before = CompletableDeferred<Int>()
                val after = CompletableDeferred<Int>()
                val early = async { test.slow { before.await() } }
                runCurrent()
                test.cache.delete("k") shouldBe false
                val late = async { test.slow { after.await() } }
                runCurrent()
                before.complete(1)
                early.await() shouldBe 1
                test.cache.exists("k") shouldBe false
                after.complete(2)
                late.await() shouldBe 2
                test.cache.get<Int>("k") shouldBe 2
                test.loaded shouldBe 2
            }
        }

        context("the context of a load") {
            test("is that of the first caller, without its job") {
                flightTest { test ->
                    val seen =
                        withContext(CoroutineName("caller") + Trace("t1")) {
                            val callers = currentCoroutineContext().job
                            cached("1h", key = "k", cache = test.cache) {
                                val context = currentCoroutineContext()
                                callers.children.none { it == context.job } shouldBe true
                                "${context[CoroutineName]?.name} ${context[Trace]?.id}"
                            }
                        }
                    seen shouldBe "caller t1"
                }
            }

            test("keeps the cache of withCache") {
                flightTest { test ->
                    withCache(test.cache) {
                        cached("1h", key = "outer") { cached("1h", key = "inner") { test.load() } }
                    }
                    test.keys() shouldContainExactly listOf("inner", "outer")
                }
            }
        }

        context("callers from Java and from Kotlin on one plan") {
            test("share a load, and each may leave") {
                flightTest { test ->
                    val plan =
                        test.cache.core
                            .plan(String::class.java)
                            .key("user:{id}")
                            .through(simple("1h"))
                            .build()
                    val loading = CompletableFuture<String>()
                    val java = plan.get(plan.args(1)) { loading.also { test.load() } }.toCompletableFuture()
                    val leaving = plan.get(plan.args(1)) { loading }.toCompletableFuture()
                    val kotlin = List(2) { async { plan.get(plan.args(1)) { loading }.await() } }
                    runCurrent()
                    leaving.cancel(true)
                    kotlin[0].cancel()
                    runCurrent()
                    loading.complete("ann")
                    kotlin[1].await() shouldBe "ann"
                    java.getNow(null) shouldBe "ann"
                    test.loaded shouldBe 1
                    test.cache.get<String>("user:1") shouldBe "ann"
                }
            }
        }
    })

internal fun Throwable.rootCause(): Throwable = generateSequence(this) { it.cause }.last()
