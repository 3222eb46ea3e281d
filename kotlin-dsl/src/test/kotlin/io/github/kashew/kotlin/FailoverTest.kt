package io.github.kashew.kotlin

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.async
import java.io.FileNotFoundException
import java.io.IOException
import kotlin.time.Duration.Companion.minutes

private suspend fun StrategyRoom.status(name: String) =
    failover("10m", on = IOException::class, key = key("s", name)) { load() }

private suspend fun keyless(name: String) = failover(10.minutes) { "status of $name" }

class FailoverTest :
    FunSpec({
        test("good, failing, uncovered, expired: answers and commands") {
            strategyTest {
                status("a") shouldBe 1
                commands() shouldBe "SET"
                failure = IOException("source")
                status("a") shouldBe 1
                commands() shouldBe "GET"
                failure = IllegalStateException("bug")
                shouldThrow<IllegalStateException> { status("a") }
                commands() shouldBe ""
                failure = IOException("source")
                clock.advance("10m")
                shouldThrow<IOException> { status("a") }
            }
        }
        test("callers at the same time share one run, and its failure is covered for all") {
            strategyTest {
                status("a")
                failure = IOException("source")
                val callers = List(3) { scope.async { withCache(cache) { status("a") } } }
                callers.map { it.await() } shouldContainExactly listOf(1, 1, 1)
                loads shouldBe 2
            }
        }
        test("a definitive failure deletes the copy") {
            strategyTest {
                val guarded = failover("10m").evictOn(FileNotFoundException::class)
                cache.through(guarded, simple("1m"), key = "k") { load() } shouldBe 1
                clock.advance("1m")
                failure = FileNotFoundException("gone")
                shouldThrow<FileNotFoundException> { cache.through(guarded, simple("1m"), key = "k") { load() } }
                failure = IOException("source")
                shouldThrow<IOException> { cache.through(guarded, simple("1m"), key = "k") { load() } }
            }
        }
        test("a keyless block, and equality of strategies") {
            strategyTest {
                keyless("a") shouldBe "status of a"
                keyless("b") shouldBe "status of b"
                failover(10.minutes) shouldBe failover("10m")
                failover("10m", IOException::class, IllegalStateException::class) shouldBe
                    failover("10m", IllegalStateException::class, IOException::class)
            }
        }
    })
