package io.github.kashew.kotlin

import io.github.kashew.error.LoadTimeoutException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

class TimeoutsTest :
    FunSpec({
        test("a block that takes too long is cancelled, and its caller fails") {
            strategyTest {
                val cancelled = CompletableDeferred<Boolean>()
                val caller =
                    scope.async {
                        shouldThrow<LoadTimeoutException> {
                            timeout("5s", key = "slow", cache = cache) {
                                try {
                                    awaitCancellation()
                                } finally {
                                    cancelled.complete(true)
                                }
                            }
                        }
                    }
                runDue()
                clock.advance("5s")
                cancelled.await() shouldBe true
                caller.await()
            }
        }
        test("a block that is in time answers, with or without a key") {
            strategyTest {
                timeout("5s", key = "k") { load() } shouldBe 1
                inTime(2) shouldBe 200
            }
        }
        test("the soft limit answers what is stale, and the block runs on and is stored") {
            strategyTest {
                val gate = CompletableDeferred<Int>()

                suspend fun rate(): Int =
                    cache.through(timeout(5.seconds).withSoft(200.milliseconds), soft("1h", "10m"), key = "r") {
                        if (loads++ == 0) 1 else gate.await()
                    }
                rate() shouldBe 1
                clock.advance("10m")
                val caller = scope.async { rate() }
                runDue()
                clock.advance("200ms")
                caller.await() shouldBe 1
                gate.complete(2)
                runAll()
                rate() shouldBe 2
                loads shouldBe 2
            }
        }
    })

private suspend fun inTime(id: Int) = timeout(5.seconds) { id * 100 }
