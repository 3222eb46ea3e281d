package io.github.kashew.kotlin

import io.github.kashew.error.CircuitOpenException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.launch
import java.io.FileNotFoundException
import java.io.IOException

private suspend fun StrategyRoom.guarded(block: suspend () -> Int): Int =
    circuitBreaker(50.0, "1m", key = "k", block = block)

private suspend fun StrategyRoom.fail(times: Int) =
    repeat(times) { shouldThrow<IOException> { guarded { throw IOException("down") } } }

class CircuitBreakersTest :
    FunSpec({
        test("a block is refused while too many fail, and tried again after the wait") {
            strategyTest {
                fail(10)
                shouldThrow<CircuitOpenException> { guarded { 1 } }.retryAfter().toSeconds() shouldBe 60
                clock.advance("1m")
                guarded { 2 } shouldBe 2
                guarded { 3 } shouldBe 3
                commands() shouldBe ""
            }
        }
        test("F52: a trial that is cancelled frees its place") {
            strategyTest {
                fail(10)
                clock.advance("1m")
                val trial = scope.launch { withCache(cache) { guarded { awaitCancellation() } } }
                runDue()
                shouldThrow<CircuitOpenException> { guarded { 1 } }
                trial.cancel()
                runDue()
                guarded { 2 } shouldBe 2
            }
        }
        test("only the failures that are named count") {
            strategyTest {
                val guard = circuitBreaker(100.0, 1).on(IOException::class).ignoring(FileNotFoundException::class)
                val function =
                    cache.function("f:{n}", guard) { n: Int ->
                        if (n < 2) throw if (n == 0) FileNotFoundException() else IOException()
                        n
                    }
                shouldThrow<IOException> { function(0) }
                shouldThrow<IOException> { function(1) }
                shouldThrow<CircuitOpenException> { function(2) }
            }
        }
        test("C06: options out of range are refused") {
            shouldThrow<IllegalArgumentException> { circuitBreaker(0.0, "1m") }
            shouldThrow<IllegalArgumentException> { circuitBreaker(50.0, 0) }
        }
    })
