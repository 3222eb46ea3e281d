package io.github.kashew.kotlin

import io.github.kashew.strategy.Strategies
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class TagsTest :
    FunSpec({
        test("tags of a block are texts: braces and stars are themselves") {
            Cache.open("mem://?check_interval=0").use { cache ->
                var loads = 0

                suspend fun user(id: String): Int =
                    cached(
                        ttl = "1h",
                        key = key("user", id),
                        tags = listOf("users", "user:$id"),
                        cache = cache,
                    ) { ++loads }
                user("{*}") shouldBe 1
                user("{*}") shouldBe 1
                cache.tagsOf(key("user", "{*}")).shouldContainExactly("users", "user:{*}")
                cache.deleteTags("user:other")
                user("{*}") shouldBe 1
                cache.deleteTags("user:{*}")
                user("{*}") shouldBe 2
                cache.deleteTags("users")
                user("{*}") shouldBe 3
            }
        }

        test("values that are set, and blocks of a strategy, carry tags") {
            Cache.open("mem://?check_interval=0").use { cache ->
                var loads = 0

                suspend fun rates(): Int = early("1h", key = "rates", tags = listOf("t"), cache = cache) { ++loads }
                rates() shouldBe 1
                cache.set("k", "v", "1h", listOf("t"))
                cache.deleteTags("t")
                rates() shouldBe 2
                cache.get<String>("k") shouldBe null
            }
        }

        test("tags of a function are templates of its arguments") {
            Cache.open("mem://?check_interval=0").use { cache ->
                var loads = 0
                val tags = listOf("users", "of:{id}")
                val user =
                    cache.function("user:{id}", Strategies.simple("1h"), tags = tags) { id: Int ->
                        id * 100 +
                            ++loads
                    }
                user(1) shouldBe 101
                user(2) shouldBe 202
                cache.deleteTags("of:1")
                user(1) shouldBe 103
                user(2) shouldBe 202
            }
        }
    })
