package io.github.kashew.kotlin

import io.github.kashew.Ttl
import io.github.kashew.error.CacheException
import io.github.kashew.error.InvalidKeyException
import io.github.kashew.spi.BitFields
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds

class OperationsTest :
    FunSpec({
        context("values") {
            test("get and set, of a type and of no other") {
                cacheTest {
                    cache.get<Int>("k") shouldBe null
                    cache.set("k", 1)
                    cache.get<Int>("k") shouldBe 1
                    cache.get<String>("k") shouldBe null
                    cache.set("k", listOf(Query("a", 1)))
                    cache.get<List<Query>>("k") shouldBe listOf(Query("a", 1))
                }
            }

            test("set with a ttl, as a text and a Duration; without one the old one is cleared") {
                cacheTest {
                    cache.set("k", 1, ttl = "1m")
                    cache.ttl("k") shouldBe 1.minutes
                    cache.set("k", 1, ttl = 90.seconds)
                    cache.ttl("k") shouldBe 90.seconds
                    cache.set("k", 1)
                    cache.ttl("k") shouldBe Duration.INFINITE
                }
            }

            test("null is a value, which entry tells from nothing") {
                cacheTest {
                    cache.set<Int?>("k", null)
                    cache.get<Int?>("k") shouldBe null
                    cache.entry<Int?>("k").shouldNotBeNull().value() shouldBe null
                    cache.entry<Int?>("absent") shouldBe null
                }
            }

            test("an entry has its times") {
                cacheTest {
                    cache.set("k", 1, ttl = "1m")
                    val entry = cache.entry<Int>("k").shouldNotBeNull()
                    entry.value() shouldBe 1
                    (entry.expiresAt() - entry.writtenAt()).nanoseconds shouldBe 1.minutes
                    cache.entry<String>("k") shouldBe null
                }
            }

            test("conditional writes see an expired key as absent") {
                cacheTest {
                    cache.setIfPresent("k", 1) shouldBe false
                    cache.setIfAbsent("k", 1, Ttl.of("1m")) shouldBe true
                    cache.setIfAbsent("k", 2) shouldBe false
                    cache.get<Int>("k") shouldBe 1
                    cache.setIfPresent("k", 3, Ttl.of("1m")) shouldBe true
                    cache.get<Int>("k") shouldBe 3
                    clock.advance("1m")
                    cache.setIfPresent("k", 4) shouldBe false
                    cache.setIfAbsent("k", 5) shouldBe true
                    cache.get<Int>("k") shouldBe 5
                }
            }

            test("many at once, in the caller's order") {
                cacheTest {
                    cache.setMany(mapOf("a" to 1, "b" to "two", "c" to 3), Ttl.of("1m"))
                    cache.ttl("a") shouldBe 1.minutes
                    cache.getMany<Int>(listOf("c", "x", "b", "a")).toList() shouldContainExactly
                        listOf("c" to 3, "a" to 1)
                }
            }

            test("by pattern, as long as the collector asks") {
                cacheTest {
                    (1..300).forEach { cache.set("n:$it", it) }
                    cache.set("n:text", "text")
                    cache.getMatch<Int>("n:?").toList() shouldContainExactlyInAnyOrder (1..9).map { "n:$it" to it }
                    cache.getMatch<Int>("n:*").toList().size shouldBe 300
                    cache
                        .getMatch<Int>("n:*")
                        .take(5)
                        .toList()
                        .size shouldBe 5
                    cache.scan("n:1?").toList() shouldContainExactlyInAnyOrder (10..19).map { "n:$it" }
                }
            }

            test("by pattern, without the nulls that are stored") {
                cacheTest {
                    cache.set<Int?>("n:null", null)
                    cache.set("n:1", 1)
                    cache.getMatch<Int>("n:*").toList() shouldContainExactly listOf("n:1" to 1)
                    cache.getMany<Int>(listOf("n:null", "n:1")) shouldBe mapOf("n:1" to 1)
                    cache.getMany<Int?>(listOf("n:null", "n:1")) shouldBe mapOf("n:null" to null, "n:1" to 1)
                }
            }

            test("raw, as it is stored") {
                cacheTest {
                    cache.getRaw("k") shouldBe null
                    cache.setRaw("k", byteArrayOf(1), Ttl.of("1m"))
                    cache.getRaw("k") shouldBe byteArrayOf(1)
                    cache.ttl("k") shouldBe 1.minutes
                    cache.set("v", 7)
                    cache.getRaw("v") shouldBe 7
                }
            }
        }

        context("keys") {
            test("deleting, one, several and by pattern") {
                cacheTest {
                    cache.setMany(listOf("a", "b", "c:1", "c:2").associateWith { 1 })
                    cache.delete("a") shouldBe true
                    cache.delete("a") shouldBe false
                    cache.deleteMany(listOf("a", "b")) shouldBe 1
                    cache.deleteMatch("c:*") shouldBe 2
                    keys() shouldBe listOf()
                }
            }

            test("times to live") {
                cacheTest {
                    cache.ttl("k") shouldBe null
                    cache.expire("k", "1m") shouldBe false
                    cache.set("k", 1)
                    cache.expire("k", "1m") shouldBe true
                    cache.ttl("k") shouldBe 1.minutes
                    cache.expire("k", 2.minutes) shouldBe true
                    cache.ttl("k") shouldBe 2.minutes
                    clock.advance("30s")
                    cache.ttl("k") shouldBe 90.seconds
                    cache.expire("k", Ttl.forever()) shouldBe true
                    cache.ttl("k") shouldBe Duration.INFINITE
                    cache.expire("k", "1m")
                    clock.advance("1m")
                    cache.exists("k") shouldBe false
                    cache.ttl("k") shouldBe null
                }
            }

            test("existence, size and number") {
                cacheTest {
                    cache.exists("k") shouldBe false
                    cache.size("k") shouldBe 0
                    cache.set("k", "x".repeat(1000))
                    cache.exists("k") shouldBe true
                    cache.size("k") shouldBeGreaterThan 999
                    cache.count() shouldBe 1
                    cache.clear()
                    cache.count() shouldBe 0
                    cache.ping()
                }
            }

            test("that are not permitted are refused") {
                cacheTest {
                    shouldThrow<InvalidKeyException> { cache.set("", 1) }
                    shouldThrow<InvalidKeyException> { cache.set("\u0000a", 1) }
                }
            }
        }

        context("numbers") {
            test("counters, of either sign, whose first change sets the ttl") {
                cacheTest {
                    cache.counter("n") shouldBe null
                    cache.increment("n") shouldBe 1
                    cache.increment("n", by = -5) shouldBe -4
                    cache.counter("n") shouldBe -4
                    cache.increment("m", by = 2, ttl = Ttl.of("1m")) shouldBe 2
                    cache.increment("m", ttl = Ttl.of("1h")) shouldBe 3
                    cache.ttl("m") shouldBe 1.minutes
                    cache.get<Long>("m") shouldBe 3
                }
            }

            test("bits stop at both ends") {
                cacheTest {
                    val fields = BitFields.of(2, 0, 5)
                    cache.getBits("b", fields) shouldBe longArrayOf(0, 0)
                    cache.incrementBits("b", fields) shouldBe longArrayOf(1, 1)
                    cache.incrementBits("b", fields, by = 9) shouldBe longArrayOf(3, 3)
                    cache.getBits("b", BitFields.of(2, 5, 1)) shouldBe longArrayOf(3, 0)
                    cache.incrementBits("b", fields, by = -9) shouldBe longArrayOf(0, 0)
                }
            }

            test("a window counts up to its limit and slides") {
                cacheTest {
                    List(4) { cache.slidingCount("w", 10.seconds, limit = 2) } shouldBe listOf(1L, 2L, 3L, 3L)
                    clock.advance("10s")
                    cache.slidingCount("w", 10.seconds, limit = 2) shouldBe 1
                    shouldThrow<IllegalArgumentException> { cache.slidingCount("w", Duration.ZERO, 1) }
                }
            }
        }

        test("sets of texts") {
            cacheTest {
                cache.addToSet("s", setOf("a", "b")) shouldBe 2
                cache.addToSet("s", setOf("b", "c"), Ttl.forever()) shouldBe 1
                cache.removeFromSet("s", setOf("a", "x")) shouldBe 1
                cache.popFromSet("s") shouldBe setOf("b", "c")
                cache.popFromSet("s", 1) shouldBe setOf()
            }
        }

        context("the cache itself") {
            test("is a facade: Java and Kotlin see the same values") {
                cacheTest {
                    cache.set("k", 1)
                    cache.core.get("k", Int::class.javaObjectType).await() shouldBe 1
                    cache.core.asKotlin() shouldBe cache
                    cache.core.asKotlin().hashCode() shouldBe cache.hashCode()
                    cache.toString() shouldBe cache.core.toString()
                }
            }

            test("refuses to work once it is closed, and may be closed twice") {
                val cache = Cache.open("mem://")
                cache.close()
                cache.close()
                shouldThrow<CacheException> { cache.get<Int>("k") }
                shouldThrow<CacheException> { cached("1h", key = "k", cache = cache) { 1 } }
            }
        }
    })
