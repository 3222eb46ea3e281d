package io.github.kashew.kotlin

import io.github.kashew.error.LockedException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import java.util.logging.Handler
import java.util.logging.LogRecord
import java.util.logging.Logger
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

private suspend fun StrategyRoom.alone(block: suspend () -> Int): Int = locked(30.seconds, key = "k", block = block)

class LockedCallsTest :
    FunSpec({
        test("a block loads alone and gives its lease back") {
            strategyTest {
                val gate = CompletableDeferred<Int>()
                val first = scope.async { withCache(cache) { alone { gate.await() } } }
                val second = scope.async { withCache(cache) { alone { ++loads } } }
                runDue()
                loads shouldBe 0
                gate.complete(7)
                first.await() shouldBe 7
                second.await() shouldBe 1
            }
        }
        test("commands of a block and of a load: one lease, none on a hit (DEFECT-43)") {
            strategyTest {
                locked("30s", key = "a") { 1 } shouldBe 1
                commands() shouldBe "ACQUIRE_LEASE RELEASE_LEASE"
                val function = cache.function("f:{n}", locked("30s"), simple("1h")) { n: Int -> n + ++loads }
                function(1) shouldBe 2
                commands()
                function(1) shouldBe 2
                commands() shouldBe "GET"
            }
        }
        test("a flow holds the lease while it is collected, and gives it back however that ends") {
            strategyTest {
                val source = flow { (1..3).forEach { emit(it.also { cache.isLeased("k") shouldBe true }) } }
                val alone = source.locked("30s", key = "k", wait = Duration.ZERO, cache = cache)
                alone.toList() shouldBe listOf(1, 2, 3)
                alone.take(1).toList() shouldBe listOf(1)
                shouldThrow<IllegalStateException> { alone.collect { error("collector") } }
                cache.isLeased("k") shouldBe false
                val collector =
                    scope.launch {
                        withCache(
                            cache,
                        ) { source.locked("30s", "k").collect { awaitCancellation() } }
                    }
                runDue()
                shouldThrow<LockedException> { alone.toList() }
                collector.cancelAndJoin()
                alone.toList() shouldBe listOf(1, 2, 3)
            }
        }
        test("C07: a lease that is shorter than its block warns once") {
            strategyTest {
                val lines = mutableListOf<String>()
                val handler =
                    object : Handler() {
                        override fun publish(record: LogRecord) {
                            lines += record.message
                        }

                        override fun flush() = Unit

                        override fun close() = Unit
                    }
                val logger = Logger.getLogger("io.github.kashew")
                logger.addHandler(handler)
                try {
                    repeat(2) { alone { 1.also { clock.advance("31s") } } }
                } finally {
                    logger.removeHandler(handler)
                }
                lines.single() shouldContain "took longer than the lease"
            }
        }
        test("a cancelled holder gives its lease back") {
            strategyTest {
                val holder = scope.launch { withCache(cache) { alone { awaitCancellation() } } }
                runDue()
                val guard = locked("30s").withWait(java.time.Duration.ZERO)
                shouldThrow<LockedException> { cache.through(guard, key = "k") { 1 } }
                holder.cancel()
                runDue()
                cache.through(guard, key = "k") { 2 } shouldBe 2
            }
        }
    })
