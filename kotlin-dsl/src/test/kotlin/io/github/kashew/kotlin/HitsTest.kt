package io.github.kashew.kotlin

import io.github.kashew.Ttl
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.async
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.hours

private suspend fun StrategyRoom.quota(id: Int) = hit("10m", 2, key = key("quota", id)) { load() }

private suspend fun StrategyRoom.trend(id: Int) = dynamic(key = key("trend", id)) { load() }

private suspend fun StrategyRoom.keyless(id: Int) = hit(1.hours, 1) { id * 100 }

private suspend fun StrategyRoom.keylessTrend(id: Int) = dynamic(1.hours) { id * 100 }

class HitsTest :
    FunSpec({
        test("cold, hit, hits used up, expired: answers and commands") {
            strategyTest {
                quota(1) shouldBe 1
                commands() shouldBe "GET INCREMENT SET"
                repeat(2) {
                    quota(1) shouldBe 1
                    commands() shouldBe "GET INCREMENT"
                }
                quota(1) shouldBe 2
                commands() shouldBe "GET INCREMENT INCREMENT SET DELETE"
                clock.advance("10m")
                quota(1) shouldBe 3
            }
        }
        test("a load that fails after the hits reaches the caller, and the next call loads again") {
            strategyTest {
                repeat(3) { quota(1) shouldBe 1 }
                failure = IllegalStateException("source")
                shouldThrow<IllegalStateException> { quota(1) }
                failure = null
                quota(1) shouldBe 3
            }
        }
        test("dynamic refreshes in the background at the first hit") {
            strategyTest {
                val answers =
                    List(6) {
                        trend(1).also { runAll() }
                    }
                answers shouldContainExactly listOf(1, 1, 2, 3, 4, 5)
            }
        }
        test("callers of a cold key share one run and count no hit") {
            strategyTest {
                val callers = List(3) { scope.async { withCache(cache) { quota(1) } } }
                callers.map { it.await() } shouldContainExactly listOf(1, 1, 1)
                repeat(2) { quota(1) shouldBe 1 }
                quota(1) shouldBe 2
            }
        }
        test("keyless blocks, and as strategies of a composition") {
            strategyTest {
                keyless(2) shouldBe 200
                keylessTrend(3) shouldBe 300
                cache.through(hit(1.hours, 1), key = "k") { load() } shouldBe 1
                cache.through(hit({ Ttl.of("1h") }, 1), key = "l") { load() } shouldBe 2
                cache.through(hit({ Ttl.of("1h") }, 3).withRefreshAfter(1), key = "m") { load() } shouldBe 3
                dynamic() shouldBe dynamic(1.days)
                hit(1.hours, 3).withRefreshAfter(1) shouldBe dynamic("1h")
            }
        }
    })
