package io.github.kashew.kotlin

import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import java.io.IOException

private suspend fun StrategyRoom.fill(vararg keys: String) {
    keys.forEach { cache.set(it, "stored", ttl = "1h") }
    commands()
}

class InvalidatingTest :
    FunSpec({
        test("a block that succeeds deletes its keys in one command and answers") {
            strategyTest {
                fill("user:1", "users", "user:2")
                invalidating(key("user", 1), "users", "users") { load() } shouldBe 1
                commands() shouldBe "DELETE_MANY"
                listOf("user:1", "users", "user:2").map { cache.exists(it) } shouldBe listOf(false, false, true)
            }
        }
        test("a block that fails or is cancelled deletes nothing") {
            strategyTest {
                fill("user:1")
                failure = IOException("source")
                shouldThrow<IOException> { invalidating("user:1") { load() } }
                val cancelled = scope.async { withCache(cache) { invalidating("user:1") { awaitCancellation() } } }
                runDue()
                cancelled.cancel()
                runAll()
                commands() shouldBe ""
                cache.exists("user:1") shouldBe true
            }
        }
        test("DEFECT-49: a value is never a pattern") {
            strategyTest {
                for (value in listOf("*", "(", "a+b", "?")) {
                    fill(key("user", value), "user:x")
                    invalidating(key("user", value)) { "done" }
                    cache.exists(key("user", value)) shouldBe false
                    cache.exists("user:x") shouldBe true
                }
            }
        }
        test("what is no key is refused before the block runs") {
            strategyTest {
                shouldThrow<InvalidKeyException> { invalidating("") { load() } }
                shouldThrow<IllegalArgumentException> { invalidating { load() } }
                loads shouldBe 0
            }
        }
        test("a function invalidates by its arguments, and each of its calls runs") {
            strategyTest {
                val find = cache.function("user:{id}", simple("1h")) { id: Int -> "user $id" }
                val rename = cache.function("rename:{id}", invalidate("user:{id}")) { _: Int -> load() }
                find(1)
                find(2)
                val calls = List(2) { scope.async { rename(1) } }
                calls.map { it.await() } shouldBe listOf(2, 2)
                loads shouldBe 2
                cache.exists(find.key(1)) shouldBe false
                cache.exists(find.key(2)) shouldBe true
            }
        }
    })
