package io.github.kashew.kotlin

import io.github.kashew.error.BulkheadFullException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll

private suspend fun StrategyRoom.bounded(block: suspend () -> Int): Int =
    bulkhead(2, key = "k") {
        loads++
        block()
    }

class BulkheadsTest :
    FunSpec({
        test("two blocks run at once, others wait for their turn") {
            strategyTest {
                val gate = CompletableDeferred<Unit>()
                val answers =
                    List(5) { n -> scope.async { withCache(cache) { bounded { n.also { gate.await() } } } } }
                runDue()
                loads shouldBe 2
                answers[1].cancel()
                answers[4].cancel()
                runDue()
                loads shouldBe 3
                gate.complete(Unit)
                listOf(answers[0], answers[2], answers[3]).awaitAll() shouldContainExactly listOf(0, 2, 3)
                loads shouldBe 4
                commands() shouldBe ""
            }
        }
        test("a block that finds no place and no queue is refused") {
            strategyTest {
                val gate = CompletableDeferred<Int>()
                val function = cache.function("f:{n}", bulkhead(1).withQueue(0)) { _: Int -> gate.await() }
                val running = scope.async { function(1) }
                runDue()
                shouldThrow<BulkheadFullException> { function(2) }
                gate.complete(1)
                running.await() shouldBe 1
                function(2) shouldBe 1
            }
        }
    })
