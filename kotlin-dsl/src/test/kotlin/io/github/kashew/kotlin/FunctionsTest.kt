package io.github.kashew.kotlin

import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest

@OptIn(ExperimentalCoroutinesApi::class)
class FunctionsTest :
    FunSpec({
        test("a value has one key") {
            cacheTest {
                val rates = cache.value("rates", simple("1h")) { load() }
                rates() shouldBe 1
                rates() shouldBe 1
                rates.key() shouldBe "rates"
                rates.refresh() shouldBe 2
                rates() shouldBe 2
                rates.invalidate() shouldBe true
                rates.invalidate() shouldBe false
                rates() shouldBe 3
                rates.toString() shouldBe "rates = simple(1h) → loader"
            }
        }

        test("a function of one argument") {
            cacheTest {
                val user = cache.function("user:{id}", simple("1h")) { id: String -> "$id#${load()}" }
                user("a:b") shouldBe "a:b#1"
                user("a:b") shouldBe "a:b#1"
                user.key("a:b") shouldBe "user:a%3Ab"
                keys() shouldContainExactly listOf("user:a%3Ab")
                user.refresh("a:b") shouldBe "a:b#2"
                user("a:b") shouldBe "a:b#2"
                user("c") shouldBe "c#3"
                user.invalidate("a:b") shouldBe true
                user.invalidate("a:b") shouldBe false
                user("c") shouldBe "c#3"
                user("a:b") shouldBe "a:b#4"
            }
        }

        test("functions of two and of three arguments, in the order of the template's names") {
            cacheTest {
                val two = cache.function("two:{b}:{a}", simple("1h")) { b: Int, a: String -> "$b$a#${load()}" }
                two(1, "x") shouldBe "1x#1"
                two(1, "x") shouldBe "1x#1"
                two.key(1, "x") shouldBe "two:1:x"
                two.refresh(1, "x") shouldBe "1x#2"
                two.invalidate(1, "x") shouldBe true
                two(1, "x") shouldBe "1x#3"

                val three =
                    cache.function("three:{a}:{b.text}:{c}", simple("1h")) { a: Int, b: Query, c: Boolean ->
                        "$a${b.page}$c#${load()}"
                    }
                three(1, Query("q", 7), true) shouldBe "17true#4"
                three(1, Query("q", 8), true) shouldBe "17true#4"
                three.key(1, Query("q", 7), true) shouldBe "three:1:q:true"
                three.refresh(1, Query("q", 8), true) shouldBe "18true#5"
                three.invalidate(1, Query("q", 7), true) shouldBe true
                three(1, Query("q", 7), true) shouldBe "17true#6"
            }
        }

        test("a function of many answers what it has and loads the rest at once") {
            cacheTest {
                val user = cache.function("user:{id}", simple("1h")) { id: Int -> "$id#${load()}" }
                user(2) shouldBe "2#1"
                user.getAll(listOf(3, 2, 1, 4)) { missing ->
                    missing shouldContainExactly listOf(3, 1, 4)
                    mapOf(1 to "one", 3 to "three")
                } shouldBe linkedMapOf(3 to "three", 2 to "2#1", 1 to "one")
                user(3) shouldBe "three"
                loaded shouldBe 1
            }
        }

        test("a failure reaches the caller as it was thrown, also that of a refresh, which leaves the entry") {
            cacheTest {
                val failure = Broken(1)
                val user =
                    cache.function("user:{id}", simple("1h")) { id: Int ->
                        if (load() >
                            1
                        ) {
                            throw failure
                        } else {
                            id
                        }
                    }
                user(1) shouldBe 1
                shouldThrow<Broken> { user.refresh(1) } shouldBeSameInstanceAs failure
                user(1) shouldBe 1
                shouldThrow<Broken> { user(2) } shouldBeSameInstanceAs failure
            }
        }

        test("callers at the same time share a load, and refreshing shares with refreshing only") {
            runTest {
                cacheTest {
                    val gate = CompletableDeferred<Unit>()
                    val user =
                        cache.function("user:{id}", simple("1h")) { id: Int ->
                            load().also { gate.await() } + id
                        }
                    val calls = List(10) { this@runTest.async { user(100) } }
                    val refreshes = List(10) { this@runTest.async { user.refresh(100) } }
                    runCurrent()
                    loaded shouldBe 2
                    gate.complete(Unit)
                    calls.awaitAll().toSet() shouldBe setOf(101)
                    refreshes.awaitAll().toSet() shouldBe setOf(102)
                }
            }
        }

        test("what is invalidated during its load is not stored") {
            runTest {
                cacheTest {
                    val gate = CompletableDeferred<Unit>()
                    val user = cache.function("user:{id}", simple("1h")) { id: Int -> id.also { gate.await() } }
                    val early = this@runTest.async { user(1) }
                    runCurrent()
                    user.invalidate(1) shouldBe false
                    gate.complete(Unit)
                    early.await() shouldBe 1
                    keys() shouldBe listOf()
                }
            }
        }

        context("a template that does not go with the block is refused when the function is made") {
            test("with another number of names") {
                cacheTest {
                    shouldThrow<InvalidKeyException> {
                        cache.function("user:{id}:{language}", simple("1h")) { id: Int -> id }
                    }.message shouldBe
                        "template 'user:{id}:{language}' names 2 arguments and the block has 1: " +
                        "name each argument of the block once"
                    shouldThrow<InvalidKeyException> {
                        cache.function("user:{id}", simple("1h")) { id: Int, language: String -> "$id$language" }
                    }.message shouldBe
                        "template 'user:{id}' names 1 arguments and the block has 2: " +
                        "name each argument of the block once"
                    shouldThrow<InvalidKeyException> { cache.value("rates:{day}", simple("1h")) { 1 } }.message shouldBe
                        "template 'rates:{day}' names 1 arguments and the block has 0: " +
                        "name each argument of the block once"
                }
            }

            test("or that is malformed") {
                cacheTest {
                    shouldThrow<InvalidKeyException> { cache.function("user:{id", simple("1h")) { id: Int -> id } }
                }
            }

            test("while one that names all arguments takes any number") {
                cacheTest {
                    cache.function("any:{*}", simple("1h")) { a: Int, b: Int -> a + b }.key(1, 2) shouldBe "any:1:2"
                }
            }
        }

        test("a function needs a strategy") {
            cacheTest {
                shouldThrow<IllegalStateException> { cache.function("user:{id}") { id: Int -> id } }.message shouldBe
                    "a plan needs a strategy: through(simple(\"1h\"))"
            }
        }
    })
