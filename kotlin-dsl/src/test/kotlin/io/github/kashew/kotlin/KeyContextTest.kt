package io.github.kashew.kotlin

import io.github.kashew.CacheContext
import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import java.util.concurrent.CountDownLatch

@OptIn(ExperimentalCoroutinesApi::class)
class KeyContextTest :
    FunSpec({
        fun CacheUnderTest.perTenant() = cache.function("{@tenant}:{id}", simple("1h")) { id: Int -> "$id#${load()}" }

        test("a template reads the values that are in force") {
            cacheTest {
                val user = perTenant()
                keyContext("tenant" to "a:b") { user(1) } shouldBe "1#1"
                keyContext("tenant" to "c") { user(1) } shouldBe "1#2"
                keyContext("tenant" to "a:b") { user(1) } shouldBe "1#1"
                keys() shouldContainExactly listOf("a%3Ab:1", "c:1")
            }
        }

        test("a value that is missing is an error that names it, and nothing is loaded") {
            cacheTest {
                val user = perTenant()
                shouldThrow<InvalidKeyException> { user(1) }.message shouldContain "tenant"
                keyContext("other" to 1) { shouldThrow<InvalidKeyException> { user(1) } }
                loaded shouldBe 0
            }
        }

        test("nested values add to the outer ones, win over them, and are gone behind their block") {
            cacheTest {
                val key = cache.function("{@tenant}:{@user}:{id}", simple("1h")) { id: Int -> id }
                keyContext("tenant" to "t", "user" to "outer") {
                    keyContext("user" to "inner") { key.key(1) } shouldBe "t:inner:1"
                    key.key(1) shouldBe "t:outer:1"
                }
                shouldThrow<InvalidKeyException> { key.key(1) }
            }
        }

        test("they are gone also behind a block that fails") {
            cacheTest {
                shouldThrow<Broken> { keyContext("tenant" to "t") { throw Broken(1) } }
                CacheContext.current().value("tenant") shouldBe null
            }
        }

        test("values cross withContext, async, flows and suspension") {
            cacheTest {
                val user = perTenant()
                keyContext("tenant" to "t") {
                    withContext(Dispatchers.Default) { user.key(1) } shouldBe "t:1"
                    coroutineScope { async(Dispatchers.IO) { user.key(2) }.await() } shouldBe "t:2"
                    flowOf(3).map { user.key(it) }.flowOn(Dispatchers.Default).toList() shouldBe listOf("t:3")
                    repeat(3) { yield() }
                    user.key(4) shouldBe "t:4"
                }
            }
        }

        test("coroutines side by side on one thread each have their own") {
            runTest {
                cacheTest {
                    val user = perTenant()
                    val seen =
                        List(4) { number ->
                            this@runTest.async {
                                keyContext("tenant" to "t$number") {
                                    List(3) {
                                        yield()
                                        user.key(it)
                                    }
                                }
                            }
                        }
                    seen.map { it.await() } shouldContainExactly
                        List(4) { number -> List(3) { "t$number:$it" } }
                    CacheContext.current().value("tenant") shouldBe null
                }
            }
        }

        test("a load has the values of its first caller") {
            cacheTest {
                val inner = perTenant()
                val outer = cache.function("outer:{id}", simple("1h")) { id: Int -> inner(id) }
                keyContext("tenant" to "t") { outer(1) }
                keys() shouldContainExactly listOf("outer:1", "t:1")
            }
        }

        test("who waits for a load of somebody else keeps its own values, and no more than those") {
            runTest {
                cacheTest {
                    val gate = CompletableDeferred<Unit>()
                    val shared = cache.function("shared:{id}", simple("1h")) { id: Int -> id.also { gate.await() } }
                    val leader = this@runTest.async { keyContext("tenant" to "leader") { shared(1) } }
                    runCurrent()
                    val waiter =
                        this@runTest.async(Dispatchers.Unconfined) {
                            shared(1)
                            CacheContext.current().value("tenant") to CacheContext.current().load()
                        }
                    gate.complete(Unit)
                    leader.await()
                    waiter.await() shouldBe (null to null)
                }
            }
        }

        test("what a caller from Java does with the value is outside of the load that brought it") {
            val gate = CountDownLatch(1)
            Cache {
                route("", "mem://")
                executor(Dispatchers.Default.asExecutor())
            }.use { cache ->
                val plan =
                    cache.core
                        .plan(String::class.java)
                        .key("k:{id}")
                        .through(simple("1h"))
                        .build()
                val context = CacheContext.empty().with("tenant", "leader")
                val leader = context.open().use { plan.load(plan.args(1)) { "v".also { gate.await() } } }
                val seen = leader.thenApply { CacheContext.current().toString() }
                gate.countDown()
                seen.await() shouldBe CacheContext.empty().toString()
            }
        }
    })
