package io.github.kashew.kotlin

import io.github.kashew.Command
import io.github.kashew.ManualClock
import io.github.kashew.Middleware
import io.github.kashew.error.BackendException
import io.github.kashew.error.NotConfiguredException
import io.github.kashew.key.KeyFormats
import io.github.kashew.spi.Backend
import io.github.kashew.spi.RemovalCause
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.flow.toList
import java.lang.reflect.Proxy
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import kotlin.time.Duration.Companion.minutes

/** Notes its name and the kind of each command. */
private class Noting(
    private val name: String,
    private val notes: MutableList<String>,
) : Middleware {
    override fun <R> handle(
        command: Command<R>,
        next: Middleware.Next,
    ): CompletionStage<R> {
        notes += "$name ${command.kind()}"
        return next.proceed(command)
    }
}

/** A store whose look-ups fail. */
private fun failing(backend: Backend<*>): Backend<*> =
    Proxy.newProxyInstance(Backend::class.java.classLoader, arrayOf(Backend::class.java)) { _, method, arguments ->
        if (method.name == "read") {
            CompletableFuture.failedFuture<Any>(BackendException("the store is down"))
        } else {
            method.invoke(backend, *(arguments ?: arrayOf()))
        }
    } as Backend<*>

/*
 * That a route inside the block of a route does not compile is what @KashewDsl is for; a test cannot say so, because it
 * would not compile either.
 */
class CacheDslTest :
    FunSpec({
        test("routes send keys to the store of their longest prefix") {
            Cache {
                route("", "mem://")
                route("user:", "mem://")
                route("user:vip:", "mem://") { middleware(Noting("vip", mutableListOf())) }
            }.use { cache ->
                listOf("a", "user:1", "user:vip:1").forEach { cache.set(it, it) }
                cache.count() shouldBe 3
                cache.deleteMatch("user:vip:*") shouldBe 1
                cache.scan("*").toList().sorted() shouldContainExactly listOf("a", "user:1")
            }
        }

        test("the middleware of the cache is around that of a route, which is for its own keys only") {
            val notes = mutableListOf<String>()
            Cache {
                middleware(Noting("outer", notes))
                middleware(Noting("inner", notes))
                route("", "mem://")
                route("user:", "mem://") { middleware(Noting("user", notes)) }
            }.use { cache ->
                cache.set("user:1", 1)
                cache.exists("other")
            }
            notes shouldContainExactly
                listOf("outer SET", "inner SET", "user SET", "outer EXISTS", "inner EXISTS")
        }

        test("clock, name and key formats are those of the builder") {
            val clock = ManualClock()
            Cache {
                name("users")
                clock(clock)
                keyFormats(KeyFormats.builder().format(Session::class.java) { "a session" }.build())
                route("", "mem://")
            }.use { cache ->
                cache.toString() shouldBe "Cache['users']"
                cache.set("k", 1, ttl = "1m")
                clock.advance("59s")
                cache.exists("k") shouldBe true
                clock.advance("1s")
                cache.exists("k") shouldBe false
                cache.function("{s}", simple("1m")) { s: Session -> "$s" }.key(Session()) shouldBe "a session"
            }
        }

        test("a removal listener hears what leaves, and the executor runs what blocks") {
            val removed = mutableListOf<Pair<String, RemovalCause>>()
            var ran = 0
            Cache {
                removalListener { key, cause -> removed += key to cause }
                executor {
                    ran++
                    it.run()
                }
                route("", "mem://")
            }.use { cache ->
                cache.set("k", 1)
                cache.delete("k")
                val plan =
                    cache.core
                        .plan(String::class.java)
                        .key("k:{id}")
                        .through(simple(1.minutes))
                        .build()
                plan.load(plan.args(1)) { "v" }.toCompletableFuture().getNow(null) shouldBe "v"
            }
            removed shouldContain ("k" to RemovalCause.DELETION)
            ran shouldBe 1
        }

        test("a weigher is asked about what is stored") {
            val weighed = mutableListOf<Pair<String, Any?>>()
            Cache {
                route("", "mem://?max_bytes=1000") {
                    weigher { key, value ->
                        weighed += key to value
                        10
                    }
                }
            }.use { it.set("k", "value") }
            weighed.distinct() shouldContainExactly listOf("k" to "value")
        }

        test("trouble of a store is a miss, unless suppress is false") {
            fun cache(suppress: Boolean) =
                Cache {
                    route("", "mem://") {
                        suppress(suppress)
                        builder.wrap(::failing)
                    }
                }
            cache(true).use { cached("1h", key = "k", cache = it) { 1 } shouldBe 1 }
            cache(false).use {
                shouldThrow<BackendException> { cached("1h", key = "k", cache = it) { 1 } }.message shouldContain "down"
            }
        }

        test("what the builder refuses is refused with its message") {
            shouldThrow<NotConfiguredException> {
                Cache {
                    route("a:", "mem://")
                    route("a:", "mem://")
                }
            }.message shouldContain "two routes for prefix 'a:'"
            shouldThrow<NotConfiguredException> { Cache { } }
            shouldThrow<NotConfiguredException> { Cache.open("mem://?sise=10") }.message shouldContain "size"
            shouldThrow<NotConfiguredException> { Cache.open("nowhere://") }
        }
    })
