package io.github.kashew.kotlin

import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import java.lang.ref.Reference

private const val HERE = "io.github.kashew.kotlin"
private const val FILE = "$HERE.KeylessFunctionsKt"

class KeylessCachedBlockTest :
    FunSpec({
        context("a keyless block has the function around it and what it captures as its key") {
            test("in a function without arguments") {
                cacheTest {
                    noArguments() shouldBe noArguments()
                    keys() shouldBe listOf("$FILE.noArguments()")
                }
            }

            test("in overloads, which have different keys") {
                cacheTest {
                    byId(1) shouldBe byId(1)
                    byId("1") shouldNotBe byId(1)
                    keys() shouldBe listOf("$FILE.byId(String):id=1", "$FILE.byId(long):id=1")
                }
            }

            test("with default arguments, which take part with their values") {
                cacheTest {
                    withDefaults(1) shouldBe withDefaults(1, "en")
                    withDefaults(1, "de") shouldNotBe withDefaults(1)
                }
            }

            test("with a data class, which is its properties") {
                cacheTest {
                    byQuery(Query("a:b", 1)) shouldBe byQuery(Query("a:b", 1))
                    byQuery(Query("a:b", 2)) shouldNotBe byQuery(Query("a:b", 1))
                    keys().first() shouldBe "$FILE.byQuery(Query):query=$HERE.Query[a%3Ab,1]"
                }
            }

            test("in an extension function, whose receiver is an argument") {
                cacheTest {
                    "ann".extended(1) shouldBe "ann".extended(1)
                    "bob".extended(1) shouldNotBe "ann".extended(1)
                }
            }

            test("in a member that does not use its object, which all instances share") {
                cacheTest {
                    Users("a").byId(1) shouldBe Users("b").byId(1)
                    Users.first() shouldBe Users.first()
                }
            }

            test("in a member of a data class, whose properties are arguments") {
                cacheTest {
                    Region("north").report(2030) shouldBe Region("north").report(2030)
                    Region("south").report(2030) shouldNotBe Region("north").report(2030)
                }
            }

            test("in an inline function, where each of its callers has the key") {
                cacheTest {
                    firstCaller(1) shouldBe firstCaller(1)
                    secondCaller(1) shouldBe secondCaller(1)
                }
            }

            test("inside async and other blocks of coroutines") {
                cacheTest {
                    inCoroutines(1) shouldBe inCoroutines(1)
                    inCoroutines(2) shouldNotBe inCoroutines(1)
                }
            }

            test("inside an inlined lambda, with its parameter") {
                cacheTest {
                    eachOf(listOf(1, 2)) shouldBe eachOf(listOf(1, 2))
                    keys().size shouldBe 2
                }
            }

            test("of a strategy") {
                cacheTest {
                    throughStrategy(cache, 1) shouldBe throughStrategy(cache, 1)
                    throughStrategy(cache, 2) shouldNotBe throughStrategy(cache, 1)
                    keys().first() shouldBe "$FILE.throughStrategy(Cache,int):id=1"
                }
            }

            test("of a batch, with each id at its end") {
                cacheTest {
                    batchOf(listOf(1, 2), "en") shouldBe mapOf(1 to "1en", 2 to "2en")
                    keys() shouldBe
                        listOf(1, 2).map { "$FILE.batchOf(List,String):language=en:id=$it" }
                }
            }
        }

        test("null is a value") {
            cacheTest {
                nullable(-1) shouldBe null
                val before = KeylessLoads.next()
                nullable(-1) shouldBe null
                KeylessLoads.next() shouldBe before + 1
            }
        }

        test("one function has its values on each cache") {
            cacheTest {
                val here = byId(1)
                Cache.open("mem://").use { other ->
                    val there = withCache(other) { byId(1) }
                    there shouldNotBe here
                    withCache(other) { byId(1) } shouldBe there
                }
                byId(1) shouldBe here
            }
        }

        context("a block that has no key of its own is refused, and the message says what to write") {
            suspend fun refusal(block: suspend () -> Unit): String =
                shouldThrow<InvalidKeyException> { cacheTest { block() } }.message.shouldNotBeNull()

            test("two blocks in one function") {
                val message =
                    refusal {
                        twoBlocks(1)
                        twoBlocks(-1)
                    }
                message shouldContain "keyless block in $FILE.twoBlocks(int): the function already has a keyless block"
                message shouldEndWith "give each of them a key with a name of its own, such as key(\"twoBlocks\", id)"
            }

            test("a local variable that changes") {
                val message = refusal { mutableLocal(1) }
                message shouldContain "captured value 'calls' is a local variable that changes"
                message shouldEndWith "give key = key(\"mutableLocal\", id)"
            }

            test("a captured value without a stable text") {
                val message = refusal { unstable(1, Session()) }
                message shouldContain "captured value 'session' has no stable text"
                message shouldEndWith "give key = key(\"unstable\", id)"
            }

            test("a captured function") {
                val message = refusal { takesFunction(1) { it } }
                message shouldContain "captured value 'then' is a function, which has no stable text"
                message shouldEndWith "give key = key(\"takesFunction\", id)"
            }

            test("a block that a helper wraps") {
                val message = refusal { wraps { 1 }.inc() }
                message shouldContain "a helper that wraps a block takes the key as a parameter"
                message shouldEndWith "give key = key(\"wraps\")"
            }

            test("a second instance of a class without a stable text") {
                val first = Users("a")
                val message =
                    refusal {
                        val value = first.prefixed(1)
                        first.prefixed(1) shouldBe value
                        Users("b").prefixed(1)
                    }
                message shouldContain "the block uses 'this', another instance of $HERE.Users is in use"
                message shouldContain "give key = key(\"prefixed\", id) with what tells the instances apart"
                Reference.reachabilityFence(first)
            }

            test("a block in a lambda that no function is around, such as the body of a test") {
                val message = refusal { cached<Int>("1h") { 1 }.inc() }
                message shouldContain "such as the body of a test"
                message shouldEndWith "give key = key(\"name\", …)"
            }

            test("a callable reference") {
                val message = refusal { cached("1h", block = ::noArguments) }
                message shouldContain "a callable reference"
                message shouldEndWith "write a lambda in place or give key = key(\"name\", …)"
            }
        }
    })
