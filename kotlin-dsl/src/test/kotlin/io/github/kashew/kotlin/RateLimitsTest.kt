package io.github.kashew.kotlin

import io.github.kashew.error.RateLimitedException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.async
import kotlinx.coroutines.yield
import kotlin.time.Duration.Companion.minutes

private suspend fun StrategyRoom.windowed(name: String) = rateLimit(2, "10m", key = key("w", name)) { ++loads }

private suspend fun StrategyRoom.slid(name: String) = slidingRateLimit(2, 10.minutes, key = key("s", name)) { ++loads }

private suspend fun greeting(name: String) = rateLimit(1, 10.minutes) { "hello $name" }

class RateLimitsTest :
    FunSpec({
        test("a block in a window: answers, commands, retryAfter") {
            strategyTest {
                windowed("a") shouldBe 1
                windowed("a") shouldBe 2
                windowed("b") shouldBe 3
                commands() shouldBe "INCREMENT INCREMENT INCREMENT"
                shouldThrow<RateLimitedException> { windowed("a") }.retryAfter().toMinutes() shouldBe 10
                commands() shouldBe "INCREMENT EXPIRE"
                clock.advance("10m")
                windowed("a") shouldBe 4
            }
        }
        test("a sliding block: a place is free when one call is older than the period") {
            strategyTest {
                slid("a") shouldBe 1
                clock.advance("9m")
                slid("a") shouldBe 2
                shouldThrow<RateLimitedException> { slid("a") }
                clock.advance("1m")
                slid("a") shouldBe 3
                commands() shouldBe "SLIDING_COUNT SLIDING_COUNT SLIDING_COUNT SLIDING_COUNT"
            }
        }
        test("a keyless block counts the values that it captures apart") {
            strategyTest {
                greeting("ann") shouldBe "hello ann"
                greeting("bob") shouldBe "hello bob"
                shouldThrow<RateLimitedException> { greeting("ann") }
            }
        }
        test("callers at the same time run each its own block") {
            strategyTest {
                val answers = List(2) { scope.async { withCache(cache) { windowed("a").also { yield() } } } }
                answers.map { it.await() } shouldContainExactly listOf(1, 2)
            }
        }
        test("DEFECT-47: a suspending answer to a refusal is waited for") {
            strategyTest {
                val guard = rateLimit(0, "1m").orElse { "again in " + it.retryAfter().also { yield() } }
                cache.through(guard, key = "k") { "never" } shouldBe "again in PT1M"
                val sliding =
                    slidingRateLimit(0, "1m").orElse { refused ->
                        yield().let { refused.retryAfter().seconds }
                    }
                cache.through<Long>(sliding, key = "k") { 0 } shouldBe 60
            }
        }
        test("C05: options out of range are refused") {
            shouldThrow<IllegalArgumentException> { rateLimit(-1, 1.minutes) }
            shouldThrow<IllegalArgumentException> { slidingRateLimit(1, 0.minutes) }
        }
    })
