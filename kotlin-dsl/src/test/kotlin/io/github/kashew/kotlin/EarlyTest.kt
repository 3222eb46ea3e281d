package io.github.kashew.kotlin

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlin.time.Duration.Companion.minutes

private suspend fun StrategyRoom.rate(day: Int) = early("10m", "7m", key = key("rate", day)) { load() }

private suspend fun StrategyRoom.keyless(day: Int) = early(9.minutes) { day * 100 }

class EarlyTest :
    FunSpec({
        test("cold, fresh, stale, refreshed, expired: answers and commands") {
            strategyTest {
                rate(1) shouldBe 1
                commands() shouldBe "GET SET"
                clock.advance("6m")
                rate(1) shouldBe 1
                commands() shouldBe "GET"
                clock.advance("1m")
                rate(1) shouldBe 1
                runAll()
                commands() shouldBe "GET ACQUIRE_LEASE GET SET RELEASE_LEASE"
                rate(1) shouldBe 2
                clock.advance("10m")
                rate(1) shouldBe 3
                loads shouldBe 3
            }
        }
        test("a refresh runs in the dispatcher of the caller, and only when that dispatches it") {
            strategyTest {
                rate(1)
                clock.advance("7m")
                rate(1) shouldBe 1
                loads shouldBe 1
                runDue()
                loads shouldBe 2
                runAll()
            }
        }
        test("a caller that is cancelled does not take the refresh with it") {
            strategyTest {
                rate(1)
                clock.advance("7m")
                val caller = scope.launch { withCache(cache) { rate(1) } }
                runDue()
                caller.cancel()
                runAll()
                rate(1) shouldBe 2
            }
        }
        test("a refresh that fails keeps the old value, and is left alone for the back-off") {
            strategyTest {
                rate(1)
                clock.advance("7m")
                failure = IllegalStateException("source")
                repeat(3) {
                    rate(1) shouldBe 1
                    runAll()
                }
                loads shouldBe 2
                clock.advance("3m")
                shouldThrow<IllegalStateException> { rate(1) }
            }
        }
        test("callers of a cold key share one run") {
            strategyTest {
                val callers = List(3) { scope.async { withCache(cache) { rate(1) } } }
                callers.map { it.await() } shouldContainExactly listOf(1, 1, 1)
                loads shouldBe 1
            }
        }
        test("a keyless block, and early as a strategy of a composition") {
            strategyTest {
                keyless(2) shouldBe 200
                keyless(3) shouldBe 300
                cache.through(early(10.minutes, 7.minutes), key = "k") { load() } shouldBe 1
                cache.through(early("10m").adaptive(1.0), key = "l") { load() } shouldBe 2
                early(10.minutes) shouldBe early("10m")
            }
        }
    })
