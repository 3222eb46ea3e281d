package io.github.kashew.kotlin

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs

class DefaultCacheTest :
    FunSpec({
        /** Runs [test] as if the process had just begun. */
        suspend fun inNewProcess(test: suspend () -> Unit) {
            val current = DefaultCache::class.java.getDeclaredField("current").apply { isAccessible = true }
            val before = current.get(DefaultCache)
            current.set(DefaultCache, null)
            try {
                test()
            } finally {
                (current.get(DefaultCache) as Cache?)?.close()
                current.set(DefaultCache, before)
            }
        }

        test("it is made in memory when it is first used, and stays") {
            inNewProcess {
                cached("1h", key = "k") { 1 } shouldBe 1
                DefaultCache.get().get<Int>("k") shouldBe 1
                DefaultCache.get() shouldBeSameInstanceAs DefaultCache.get()
            }
        }

        test("it is set once") {
            inNewProcess {
                val mine = Cache.open("mem://")
                DefaultCache.set(mine)
                DefaultCache.get() shouldBeSameInstanceAs mine
                shouldThrow<IllegalStateException> { DefaultCache.set(mine) }.message shouldContain
                    "call DefaultCache.set(cache) once, before the first cached { }"
            }
        }

        test("it cannot be set when it was used already") {
            inNewProcess {
                cached("1h", key = "k") { 1 }
                Cache.open("mem://").use { late ->
                    shouldThrow<IllegalStateException> { DefaultCache.set(late) }.message shouldContain
                        "is in use already"
                }
            }
        }

        test("a test puts another one in its place for a while, which stays open") {
            inNewProcess {
                val before = DefaultCache.get()
                Cache.open("mem://").use { mine ->
                    DefaultCache.replace(mine).use { cached("1h", key = "k") { 1 } }
                    DefaultCache.get() shouldBeSameInstanceAs before
                    before.exists("k") shouldBe false
                    mine.get<Int>("k") shouldBe 1
                }
            }
        }

        test("a replacement before the first use leaves the process as it was: the default can still be set") {
            inNewProcess {
                Cache.open("mem://").use { mine -> DefaultCache.replace(mine).close() }
                DefaultCache.set(Cache.open("mem://"))
            }
        }

        test("replacements are closed innermost first") {
            inNewProcess {
                Cache.open("mem://").use { one ->
                    Cache.open("mem://").use { two ->
                        val outer = DefaultCache.replace(one)
                        val inner = DefaultCache.replace(two)
                        shouldThrow<IllegalStateException> { outer.close() }.message shouldContain
                            "close the innermost one first"
                        inner.close()
                        DefaultCache.get() shouldBeSameInstanceAs one
                        outer.close()
                    }
                }
            }
        }

        test("the cache of withCache wins over the default") {
            inNewProcess {
                Cache.open("mem://").use { mine ->
                    withCache(mine) { cached("1h", key = "k") { 1 } }
                    DefaultCache.get().exists("k") shouldBe false
                }
            }
        }
    })
