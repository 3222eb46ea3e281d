package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.ManualClock
import io.github.kashew.strategy.Mismatch
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.io.FileNotFoundException
import java.io.IOException
import java.util.logging.Handler
import java.util.logging.Level
import java.util.logging.LogRecord
import java.util.logging.Logger
import java.util.logging.SimpleFormatter

class VerificationTest :
    FunSpec({
        test("verify answers what is stored and tells what is fresh") {
            strategyTest {
                val told = mutableListOf<Mismatch>()
                val verified = verify(100.0).withListener { told.add(it) }

                suspend fun call() = cache.through(verified, simple("10m"), key = "k") { load() }
                call() shouldBe 1
                clock.advance("4m")
                call() shouldBe 1
                runAll()
                told.single().let { listOf(it.cached, it.fresh, it.age.toMinutes()) } shouldBe listOf(1, 2, 4L)
            }
        }
        test("without a listener, differences are one warning a second, without keys and answers") {
            val records = mutableListOf<LogRecord>()
            val handler =
                object : Handler() {
                    override fun publish(record: LogRecord) {
                        records += record
                    }

                    override fun flush() = Unit

                    override fun close() = Unit
                }
            val logger = Logger.getLogger("io.github.kashew")
            logger.addHandler(handler)
            try {
                Cache {
                    route("", "mem://?check_interval=0")
                    clock(ManualClock())
                    executor(Runnable::run)
                }.use { own ->
                    var loads = 0
                    for (call in 1..3) {
                        val fresh: String = own.through(shadow(), simple("10m"), key = "secret") { "value ${++loads}" }
                        fresh shouldBe "value $call"
                    }
                }
            } finally {
                logger.removeHandler(handler)
            }
            val warning = records.single { it.level == Level.WARNING }
            val text = SimpleFormatter().formatMessage(warning)
            text shouldContain "shadow() → simple(10m) → loader: a cached answer differs"
            text shouldContain "1 so far"
            text shouldNotContain "secret"
            text shouldNotContain "value"
        }
        test("shadow answers what is fresh and tells what is stored") {
            strategyTest {
                val told = mutableListOf<Mismatch>()
                val shadowed = shadow().withListener { told.add(it) }

                suspend fun call() = cache.through(shadowed, simple("10m"), key = "k") { load() }
                call() shouldBe 1
                call() shouldBe 2
                told.single().let { listOf(it.cached, it.fresh) } shouldBe listOf(1, 2)
                failure = IOException("source")
                shouldThrow<IOException> { call() }
            }
        }
        test("failures of the named types are stored for their own ttl") {
            strategyTest {
                val stored = simple("10m").withTtlOfFailure("10s", FileNotFoundException::class)

                suspend fun call() = cache.through(stored, key = "k") { load() }
                failure = FileNotFoundException("gone")
                shouldThrow<FileNotFoundException> { call() }
                failure = null
                shouldThrow<FileNotFoundException> { call() }
                clock.advance("10s")
                call() shouldBe 2
            }
        }
        test("a value of which a cached block inside answered a part is not stored if the condition says so") {
            strategyTest {
                val loaded = Condition.values<String>().and(Condition.loaded())

                suspend fun outer(id: Int) =
                    cached("1h", key = key("outer", id), condition = loaded) {
                        load()
                        cached("1h", key = "inner") { "part" }
                    }
                outer(1)
                outer(2)
                cache.exists("outer:1") shouldBe true
                cache.exists("outer:2") shouldBe false
            }
        }
        test("the failures of a cache are those that failover covers") {
            Cache {
                route("", "mem://?check_interval=0")
                failures(IOException::class, FileNotFoundException::class)
            }.use { own ->
                var failure: Exception? = null

                suspend fun call() = failover("1h", key = "k", cache = own) { failure?.let { throw it } ?: "good" }
                call() shouldBe "good"
                failure = IOException("source")
                call() shouldBe "good"
                failure = IllegalStateException("bug")
                shouldThrow<IllegalStateException> { call() }
            }
        }
    })
