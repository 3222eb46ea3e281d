package io.github.kashew.kotlin

import io.github.kashew.Detection
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.yield
import java.io.IOException

class DetectionTest :
    FunSpec({
        suspend fun Cache.user(id: Long): String =
            cached("1h", key = key("user", id), cache = this) {
                yield()
                "user $id"
            }

        test("a scope answers its value and what was answered in it, children included, and knows nothing of others") {
            Cache.open("mem://?check_interval=0").use { cache ->
                cache.user(1)
                val (page, answers) =
                    cache.detect {
                        coroutineScope {
                            val first = async { cache.user(1) }
                            val second = async { cache.user(2) }
                            first.await() + second.await()
                        }
                    }
                page shouldBe "user 1user 2"
                answers.map { "${it.key()} ${it.source()}" }.shouldContainExactly("user:1 HIT", "user:2 LOADED")
                cache.detect { }.answers.shouldBeEmpty()
            }
        }

        test("nested scopes report to the outer one, across suspensions") {
            Cache.open("mem://?check_interval=0").use { cache ->
                lateinit var inner: List<Detection>
                val (_, outer) =
                    cache.detect {
                        inner = cache.detect { cache.user(1) }.answers
                        yield()
                        cache.user(1)
                    }
                inner.map { it.source() }.shouldContainExactly(Detection.Source.LOADED)
                outer.map { it.source() }.shouldContainExactly(Detection.Source.LOADED, Detection.Source.HIT)
            }
        }

        test("an explanation has the value or the failure, and a tree; a cancellation is thrown") {
            Cache.open("mem://?check_interval=0").use { cache ->
                cache.user(1)
                val explained = cache.explain { cache.user(1) }
                explained.value() shouldBe "user 1"
                explained.toString() shouldContain "'user:1' was answered from the cache in "
                val failed =
                    cache.explain<String> {
                        cached("1h", key = "failing", cache = cache) { throw IOException("source") }
                    }
                failed.failure().shouldBeInstanceOf<IOException>()
                failed.toString() shouldContain "the load failed: java.io.IOException: source"
                shouldThrow<CancellationException> { cache.explain { throw CancellationException("left") } }
            }
        }

        test("statistics count what blocks were answered with") {
            Cache.open("mem://?check_interval=0").use { cache ->
                cache.user(1)
                cache.user(1)
                cache.statistics().total().hits() shouldBe 1
                cache.statistics().total().misses() shouldBe 1
            }
        }
    })
