package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.Middleware
import io.github.kashew.ValueCommand
import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.lang.reflect.Type
import java.time.Duration.ofMinutes
import java.util.concurrent.CompletionStage
import kotlin.time.Duration
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes

/** A failure that coroutines cannot copy to add a stack trace. */
internal class Broken(
    val number: Int,
) : Exception("broken $number")

/** Notes the types of look-ups. */
private class Types(
    val seen: MutableList<Type> = mutableListOf(),
) : Middleware {
    override fun <R> handle(
        command: io.github.kashew.Command<R>,
        next: Middleware.Next,
    ): CompletionStage<R> {
        if (command is ValueCommand.Get<*>) seen += command.type().type()
        return next.proceed(command)
    }
}

class CachedBlockTest :
    FunSpec({
        test("a block runs once, then its value comes from the cache of withCache") {
            cacheTest {
                suspend fun answer() = cached("1h", key = "answer") { load() }
                answer() shouldBe 1
                answer() shouldBe 1
                cache.get<Int>("answer") shouldBe 1
            }
        }

        test("a key is its name and escaped values") {
            cacheTest {
                cached("1h", key = key("user", "a:b", 7)) { load() }
                keys() shouldContainExactly listOf("user:a%3Ab:7")
            }
        }

        test("a key that is not permitted is refused before the block runs") {
            cacheTest {
                shouldThrow<InvalidKeyException> { cached("1h", key = "") { load() } }
                loaded shouldBe 0
            }
        }

        test("the cache that is named wins over that of withCache") {
            cacheTest {
                Cache.open("mem://").use { other ->
                    cached("1h", key = "k", cache = other) { load() }
                    other.exists("k") shouldBe true
                    cache.exists("k") shouldBe false
                }
            }
        }

        test("withCache is restored behind its block, and holds for the children inside") {
            cacheTest {
                Cache.open("mem://").use { other ->
                    withCache(other) { cached("1h", key = "inner") { load() } }
                    cached("1h", key = "outer") { load() }
                    other.exists("inner") shouldBe true
                    keys() shouldContainExactly listOf("outer")
                }
            }
        }

        context("a ttl") {
            test("as a text, a Duration and for ever") {
                cacheTest {
                    cached("90s", key = "text") { load() }
                    cached(1.hours, key = "duration") { load() }
                    cached(Duration.INFINITE, key = "forever") { load() }
                    cache.through(simple(10.minutes), key = "strategy") { load() }
                    cache.ttl("text") shouldBe 1.5.minutes
                    cache.ttl("duration") shouldBe 1.hours
                    cache.ttl("forever") shouldBe Duration.INFINITE
                    cache.ttl("strategy") shouldBe 10.minutes
                }
            }

            test("ends to the nanosecond") {
                cacheTest {
                    suspend fun answer() = cached("10m", key = "k") { load() }
                    answer()
                    clock.advance(ofMinutes(10).minusNanos(1))
                    answer() shouldBe 1
                    clock.advance(java.time.Duration.ofNanos(1))
                    answer() shouldBe 2
                }
            }

            test("may differ from call to call at one place") {
                cacheTest {
                    for (minutes in listOf(1, 2, 1)) {
                        cached(minutes.minutes, key = key("k", minutes)) { load() }
                    }
                    cache.ttl("k:1") shouldBe 1.minutes
                    cache.ttl("k:2") shouldBe 2.minutes
                    loaded shouldBe 2
                }
            }

            test("that is malformed or not positive is refused") {
                cacheTest {
                    shouldThrow<IllegalArgumentException> { cached("soon", key = "k") { load() } }
                    shouldThrow<IllegalArgumentException> { cached((-1).milliseconds, key = "k") { load() } }
                    loaded shouldBe 0
                }
            }

            test("of a function is asked about what was loaded") {
                cacheTest {
                    cache.through(
                        simple {
                            (it.value() as Int)
                                .minutes
                                .toTtl()
                        },
                        key = "k",
                    ) { 7 } shouldBe 7
                    cache.ttl("k") shouldBe 7.minutes
                }
            }
        }

        context("a condition") {
            test("decides what is stored; the value is answered all the same") {
                cacheTest {
                    suspend fun answer() = cached("1h", key = "k", condition = { it.value()!! > 1 }) { load() }
                    List(3) { answer() } shouldContainExactly listOf(1, 2, 2)
                }
            }

            test("stores null by default, and not with notNull") {
                cacheTest {
                    suspend fun nothing(): Int? = cached("1h", key = "null") { null.also { load() } }

                    suspend fun notNull(): Int? =
                        cached("1h", key = "not null", condition = Condition.notNull()) { null.also { load() } }
                    List(2) { nothing() } shouldContainExactly listOf(null, null)
                    loaded shouldBe 1
                    List(2) { notNull() } shouldContainExactly listOf(null, null)
                    loaded shouldBe 3
                    keys() shouldContainExactly listOf("null")
                }
            }

            test("may store failures, which are then thrown until they expire") {
                cacheTest {
                    suspend fun failing(): Int =
                        cached("1m", key = "k", condition = Condition.failures(Broken::class.java)) {
                            throw Broken(load())
                        }
                    val first = shouldThrow<Broken> { failing() }
                    shouldThrow<Broken> { failing() } shouldBeSameInstanceAs first
                    shouldThrow<Broken> { cache.get<Int>("k") } shouldBeSameInstanceAs first
                    clock.advance("1m")
                    shouldThrow<Broken> { failing() }.number shouldBe 2
                }
            }

            test("that throws fails the call, and nothing is stored") {
                cacheTest {
                    shouldThrow<Broken> { cached("1h", key = "k", condition = { throw Broken(9) }) { load() } }
                    keys() shouldBe listOf()
                }
            }
        }

        test("a failure is thrown as it is and not stored") {
            cacheTest {
                val failure = Broken(1)

                suspend fun failing() = cached("1h", key = "k") { if (load() < 3) throw failure else "good" }
                shouldThrow<Broken> { failing() } shouldBeSameInstanceAs failure
                shouldThrow<Broken> { failing() } shouldBeSameInstanceAs failure
                failing() shouldBe "good"
            }
        }

        context("types") {
            test("are those of the caller, generic arguments included") {
                val types = Types()
                Cache {
                    route("", "mem://")
                    middleware(types)
                }.use { cache ->
                    cached("1h", key = "k", cache = cache) { listOf(Query("a", 1)) }
                    cached<Map<String, Long>>("1h", key = "m", cache = cache) { mapOf() }
                }
                types.seen.map { it.typeName } shouldContainExactly
                    listOf(
                        "java.util.List<io.github.kashew.kotlin.Query>",
                        "java.util.Map<java.lang.String, java.lang.Long>",
                    )
            }

            test("a value of a list comes back as it was") {
                cacheTest {
                    suspend fun users() = cached("1h", key = "users") { listOf(Query("a", load())) }
                    users() shouldBe users()
                    cache.get<List<Query>>("users") shouldBe listOf(Query("a", 1))
                }
            }

            test("K19: under one key, a value of another type is a miss that leaves it alone") {
                cacheTest {
                    suspend fun number(): Int = cached("1h", key = "k") { load() }

                    suspend fun text(): String = cached("1h", key = "k") { "text ${load()}" }
                    number() shouldBe 1
                    text() shouldBe "text 2"
                    text() shouldBe "text 3"
                    number() shouldBe 1
                }
            }

            test("K19: under one key, null is a miss to those who do not expect it") {
                cacheTest {
                    suspend fun perhaps(): Int? = cached("1h", key = "k") { null.also { load() } }

                    suspend fun surely(): Int = cached("1h", key = "k") { load() }
                    perhaps() shouldBe null
                    surely() shouldBe 2
                    perhaps() shouldBe null
                    loaded shouldBe 2
                }
            }

            test("a wrapper with a reified type works for each of its callers") {
                cacheTest {
                    suspend fun number(): Int = mine("k") { load() }

                    suspend fun text(): String = mine("k") { "text ${load()}" }

                    suspend fun list(): List<Long> = mine("list") { listOf(load().toLong()) }
                    number() shouldBe number()
                    text() shouldBe "text 2"
                    list() shouldBe list()
                    keys() shouldContainExactly listOf("mine:k", "mine:list")
                }
            }
        }
    })
