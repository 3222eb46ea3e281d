package io.github.kashew.kotlin

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import java.io.IOException
import kotlin.time.Duration.Companion.minutes

private suspend fun StrategyRoom.rate(day: Int) = soft("10m", "7m", key = key("rate", day)) { load() }

private suspend fun StrategyRoom.keyless(day: Int) = soft(9.minutes) { day * 100 }

class SoftTest :
    FunSpec({
        test("cold, fresh, stale, covered, left alone, expired: answers and commands") {
            strategyTest {
                rate(1) shouldBe 1
                commands() shouldBe "GET SET"
                clock.advance("7m")
                rate(1) shouldBe 2
                commands() shouldBe "GET SET"
                clock.advance("7m")
                failure = IOException("source")
                rate(1) shouldBe 2
                commands() shouldBe "GET SET"
                rate(1) shouldBe 2
                commands() shouldBe "GET"
                loads shouldBe 3
                clock.advance("3m")
                shouldThrow<IOException> { rate(1) }
            }
        }
        test("callers of a stale key share one run, and its failure is covered for all") {
            strategyTest {
                rate(1)
                clock.advance("7m")
                failure = IOException("source")
                val callers = List(3) { scope.async { withCache(cache) { rate(1) } } }
                callers.map { it.await() } shouldContainExactly listOf(1, 1, 1)
                loads shouldBe 2
            }
        }
        test("a caller that is cancelled is not answered with the stale value, and is no failure") {
            strategyTest {
                rate(1)
                clock.advance("7m")
                val caller = scope.launch { withCache(cache) { rate(1) } }
                runDue()
                caller.cancel()
                runAll()
                caller.isCancelled shouldBe true
                rate(1) shouldBe 3
            }
        }
        test("a keyless block, and soft as a strategy of a composition") {
            strategyTest {
                keyless(2) shouldBe 200
                val named = soft(10.minutes, 7.minutes).on(IOException::class.java)
                cache.through(named, key = "k") { load() } shouldBe 1
                clock.advance("7m")
                failure = IllegalStateException("bug")
                shouldThrow<IllegalStateException> { cache.through(named, key = "k") { load() } }
                failure = IOException("source")
                cache.through(named, key = "k") { load() } shouldBe 1
                soft(10.minutes) shouldBe soft("10m")
            }
        }
    })
