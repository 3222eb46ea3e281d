package io.github.kashew.kotlin

import io.github.kashew.CommandCallback
import io.github.kashew.CommandKind
import io.github.kashew.Switch
import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.yield

class SwitchesTest :
    FunSpec({
        test("DEFECT-30: a scope switches off for its coroutines and no others, and restores what was before") {
            Cache.open("mem://?check_interval=0").use { cache ->
                cache.set("k", "a")
                coroutineScope {
                    val beside = async { cache.get<String>("k") }
                    cache.disabling(CommandKind.GET) {
                        yield()
                        cache.get<String>("k") shouldBe null
                        beside.await() shouldBe "a"
                        cache.disabling(Switch.of(CommandKind.SET).on("")) { cache.set("k", "b") }
                        cache.isEnabled(CommandKind.GET, "") shouldBe false
                    }
                }
                cache.get<String>("k") shouldBe "a"
            }
        }

        test("blocks of a cache that is switched off run each time") {
            Cache.open("mem://?check_interval=0").use { cache ->
                var runs = 0

                suspend fun counted(): Int = cached("1h", key = "k", cache = cache) { ++runs }
                cache.disable()
                counted() shouldBe 1
                counted() shouldBe 2
                cache.enable()
                counted() shouldBe 3
                counted() shouldBe 3
                cache.disable(Switch.all().on(""))
                counted() shouldBe 4
                cache.enable(Switch.all())
                counted() shouldBe 3
            }
        }

        test("a callback hears of everything until it is closed, or of a scope") {
            Cache.open("mem://?check_interval=0").use { cache ->
                val heard = mutableListOf<String>()
                val callback = CommandCallback { command, _, _ -> heard += "${command.kind()}" }
                val added = cache.addCallback(callback)
                cache.set("k", "a")
                added.close()
                cache.get<String>("k")
                cache.calling(callback) {
                    yield()
                    cache.delete("k")
                }
                cache.set("k", "b")
                heard.shouldContainExactly("SET", "DELETE")
            }
        }

        test("a route that requires a tenant takes keys of the context's one only") {
            Cache {
                route("", "mem://?check_interval=0") { requireContext("tenant") }
            }.use { cache ->
                keyContext("tenant" to "north") {
                    cache.set("north:1", "a")
                    shouldThrow<InvalidKeyException> { cache.get<String>("south:1") }
                    cached("1h", key = "north:1", cache = cache) { "b" } shouldBe "a"
                }
                shouldThrow<InvalidKeyException> { cache.get<String>("north:1") }
            }
        }

        test("a route may begin with commands switched off") {
            Cache {
                route("", "mem://?check_interval=0") { disable(CommandKind.SET) }
            }.use { cache ->
                cache.set("k", "a")
                cache.get<String>("k") shouldBe null
            }
        }
    })
