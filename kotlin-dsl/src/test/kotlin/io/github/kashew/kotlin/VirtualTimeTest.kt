package io.github.kashew.kotlin

import io.github.kashew.error.LoadTimeoutException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.advanceUntilIdle
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes

/** Runs [test] with a cache whose time is the virtual time of the coroutines. */
private fun virtualTest(test: suspend TestScope.(Cache) -> Unit) =
    runTest {
        Cache {
            clock(cacheClock())
            executor(Runnable::run)
            route("", "mem://")
        }.use { test(it) }
    }

@OptIn(ExperimentalCoroutinesApi::class)
class VirtualTimeTest :
    FunSpec({
        context("a ManualClock beside virtual time") {
            test("goes on only when it is told: a delay does not age an entry") {
                runTest {
                    cacheTest {
                        suspend fun answer() = cached("1m", key = "k") { load() }
                        answer() shouldBe 1
                        delay(1.hours)
                        answer() shouldBe 1
                        clock.advance("1m")
                        answer() shouldBe 2
                        currentTime shouldBe 1.hours.inWholeMilliseconds
                    }
                }
            }

            test("ends a load that hangs, at its timeout and not before") {
                runTest {
                    cacheTest {
                        val caller =
                            this@runTest.async {
                                shouldThrow<LoadTimeoutException> {
                                    cached("1h", key = "k", cache = cache) { awaitCancellation() }
                                }
                            }
                        advanceUntilIdle()
                        clock.advance("299s")
                        advanceUntilIdle()
                        caller.isCompleted shouldBe false
                        clock.advance("1s")
                        caller.await().message shouldBe "loading 'k' took longer than its loadTimeout of 5m"
                    }
                }
            }
        }

        context("a cache on virtual time") {
            test("ages its entries while coroutines delay") {
                virtualTest { cache ->
                    var loads = 0

                    suspend fun answer() = cached("1m", key = "k", cache = cache) { ++loads }
                    answer() shouldBe 1
                    cache.ttl("k") shouldBe 1.minutes
                    delay(59_999.milliseconds)
                    answer() shouldBe 1
                    cache.ttl("k") shouldBe 1.milliseconds
                    delay(1.milliseconds)
                    answer() shouldBe 2
                    advanceTimeBy(1.minutes)
                    answer() shouldBe 3
                }
            }

            test("loads take their virtual time, once for all callers") {
                virtualTest { cache ->
                    val answers =
                        List(10) {
                            async {
                                delay(it * 100L)
                                cached("1h", key = "k", cache = cache) {
                                    delay(2_000)
                                    currentTime
                                } to currentTime
                            }
                        }
                    answers.awaitAll().distinct() shouldContainExactly listOf(2_000L to 2_000L)
                    cache.entry<Long>("k")?.loadNanos() shouldBe 2_000_000_000L
                }
            }

            test("ends a load that hangs, at its timeout and not before") {
                virtualTest { cache ->
                    shouldThrow<LoadTimeoutException> {
                        cached("1h", key = "k", cache = cache) { awaitCancellation() }
                    }
                    currentTime shouldBe 5.minutes.inWholeMilliseconds
                }
            }

            test("lets leases run out") {
                virtualTest { cache ->
                    val lease = cache.lease("job", 10.minutes.toTtl())
                    delay(10.minutes - 1.milliseconds)
                    lease.isValid shouldBe true
                    cache.isLeased("job") shouldBe true
                    delay(1.milliseconds)
                    lease.isValid shouldBe false
                    cache.isLeased("job") shouldBe false
                }
            }

            test("does not hold a test up: what the cache has planned is no work to wait for") {
                virtualTest { cache ->
                    cache.set("k", 1, ttl = "1h")
                    advanceUntilIdle()
                    currentTime shouldBe 0
                    cache.exists("k") shouldBe true
                }
            }
        }
    })
