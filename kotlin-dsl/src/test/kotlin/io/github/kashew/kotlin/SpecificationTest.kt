package io.github.kashew.kotlin

import io.github.kashew.BloomSize
import io.github.kashew.Condition
import io.github.kashew.Strategy
import io.github.kashew.error.InvalidKeyException
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import java.io.FileNotFoundException
import java.io.IOException
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.nameWithoutExtension
import kotlin.io.path.readLines

private val tables = Path.of(checkNotNull(SpecificationTest::class.java.getResource("/strategies")).toURI())

/** Returns the rows of a specification table of the core, without the line that says over what it is whole. */
internal fun specificationTable(name: String): List<String> = tables.resolve("$name.txt").readLines().drop(1)

/** Makes the strategies of a table; [Specified.told] takes what they tell of differences. */
private typealias Composition = Specified.() -> List<Strategy>

private fun of(vararg strategies: Strategy): Composition = { strategies.toList() }

private val compositions: Map<String, Composition> =
    mapOf(
        "bloom" to { listOf(members, simple("10m")) },
        "bulkhead" to of(bulkhead(2).withQueue(1)),
        "bulkhead-simple" to of(simple("10m"), bulkhead(2).withQueue(1)),
        "circuitBreaker" to
            of(circuitBreaker(50.0, 8).withMinimumCalls(4).ignoring(IllegalStateException::class)),
        "circuitBreaker-simple" to of(simple("10m"), circuitBreaker(50.0, 8).withMinimumCalls(4)),
        "dynamic" to of(dynamic("10m")),
        "early" to of(early("10m", "7m").withBackOff("1m")),
        "early-adaptive" to of(early("10m").adaptive(1e300)),
        "early-shared" to of(early("10m", "7m")),
        "failover" to of(failover("10m").evictOn(FileNotFoundException::class)),
        "hit" to of(hit("10m", 2)),
        "invalidate" to of(invalidate("k:{id}")),
        "locked" to of(locked("30s")),
        "locked-open" to of(locked("30s").failOpen()),
        "locked-simple" to of(locked("30s"), simple("10m")),
        "rateLimit" to of(rateLimit(2, "10m").withBan("1h")),
        "rateLimit-closed" to of(rateLimit(2, "10m").failClosed()),
        "rateLimit-none" to of(rateLimit(0, "10m")),
        "rateLimit-simple" to of(simple("10m"), rateLimit(2, "10m")),
        "refreshing-simple" to of(simple("10m")),
        "shadow" to { listOf(shadow().withListener(::tell), simple("10m")) },
        "simple" to of(simple("10m")),
        "simple-empty" to of(simple("10m").withTtlOfEmpty("1m")),
        "simple-failure" to of(simple("10m").withTtlOfFailure("10s", IOException::class)),
        "simple-lease" to of(simple("10m").withLease()),
        "slidingRateLimit" to of(slidingRateLimit(2, "10m")),
        "slidingRateLimit-closed" to of(slidingRateLimit(2, "10m").failClosed()),
        "soft" to of(soft("10m", "7m").withBackOff("1m")),
        "timeout" to of(timeout("5s"), simple("10m")),
        "timeout-copy" to of(timeout("5s").withSoft("1s"), failover("1d"), simple("5m")),
        "timeout-soft" to of(timeout("5s").withSoft("1s"), soft("1d", "10m")),
        "verify" to { listOf(verify(100.0).withListener(::tell), simple("10m")) },
    )

/** Tables of plans that store no null. */
private val notNull = setOf("early", "soft", "failover", "hit")

/** Tables of strategies that need the arguments of a function. */
private val byArguments = setOf("bloom", "invalidate")

private fun words(cell: String) = cell.trim().split(Regex(" +")).filter { it != "-" }

/** The composition of the table [name] at work in a [room]. */
private class Specified(
    private val room: StrategyRoom,
    private val name: String,
) {
    val members = room.cache.bloomFilter("k:{id}", BloomSize.of(100))
    val told = mutableListOf<String>()
    private val strategies = compositions.getValue(name)(this).toTypedArray()
    private val condition: Condition<String?> = if (name in notNull) Condition.notNull() else Condition.values()
    private val open = mutableListOf<Deferred<*>>()
    private var ends = ""
    private val function =
        if (name in byArguments) {
            room.cache.function<Int, String?>("k:{id}", *strategies) { _: Int -> bring(ends) }
        } else {
            null
        }

    fun tell(mismatch: io.github.kashew.strategy.Mismatch) {
        told += "${mismatch.cached}/${mismatch.fresh}/${mismatch.age}"
    }

    /** Loads as [end] says, after a millisecond of virtual time. */
    private suspend fun bring(end: String): String? {
        delay(1)
        return when (end) {
            "null" -> null
            "error" -> throw IOException("source")
            "gone" -> throw FileNotFoundException("source")
            "bug" -> throw IllegalStateException("source")
            "fatal" -> throw AssertionError("source")
            "key" -> throw InvalidKeyException("source")
            "cancelled" -> throw CancellationException("source")
            "open" -> awaitCancellation()
            "hang" -> room.clock.advance("1h").let { awaitCancellation() }
            "slow" -> end.also { room.clock.advance("1s") }
            "late" -> end.also { room.clock.advance("3s") }
            else -> end
        }
    }

    private suspend fun call(
        key: String,
        end: String,
    ): String? {
        if (function != null) {
            ends = end
            return function(1)
        }
        return room.cache.through(*strategies, key = key, condition = condition) { bring(end) }
    }

    /** Returns what a call is answered and what is reported of it; "open" and "-" if it is not. */
    suspend fun answer(
        end: String,
        key: String = "k:1",
    ): Pair<String, String> {
        val answer =
            room.scope.async {
                room.cache.detect {
                    try {
                        (
                            if (name.startsWith(
                                    "refreshing",
                                )
                            ) {
                                refreshing { call(key, end) }
                            } else {
                                call(key, end)
                            }
                        ).toString()
                    } catch (failure: Throwable) {
                        failure::class.java.simpleName
                    }
                }
            }
        room.runAll()
        if (!answer.isCompleted) {
            open += answer
            return "open" to "-"
        }
        val (value, reported) = answer.await()
        return value to reported.joinToString(" ") { it.source.name.lowercase() }
    }

    /** Lets happen what a word of a table says. */
    suspend fun happens(word: String) {
        when {
            word == "set" -> room.cache.set("k:1", "set", ttl = "1h")
            word == "delete" -> room.cache.delete("k:1")
            word == "add" -> members.add(1)
            word == "open" -> answer(word, "k:other ${open.size}")
            word[0].isDigit() -> room.clock.advance(word)
            else -> answer(word)
        }
    }

    /** Ends what is open. */
    fun close() {
        open.forEach { it.cancel() }
        room.runAll()
    }
}

private suspend fun StrategyRoom.require(
    name: String,
    line: String,
) {
    val cells = line.split("|").map(::words)
    val specified = Specified(this, name)
    shared = name.endsWith("-shared") || name.endsWith("-lease")
    cells[0].forEach { specified.happens(it) }
    broken += cells[2]
    commands()
    for (call in 0..1) {
        val (answer, reported) = specified.answer(if (call == 0) cells[1].first() else cells[1].last())
        answer shouldBe cells[3 + call].single()
        reported shouldBe cells[5 + call].singleOrNull().orEmpty().ifEmpty { "-" }
        commands() shouldBe cells[7 + call].joinToString(" ")
    }
    specified.told shouldContainExactly cells.getOrElse(9) { emptyList() }
    specified.close()
}

/** Runs the specification tables of the core, with suspending blocks in virtual time. */
class SpecificationTest :
    FunSpec({
        compositions.keys.forEach { name ->
            specificationTable(name).forEach { line ->
                test("$name: ${line.replace(Regex(" +"), " ")}") {
                    strategyTest { require(name, line) }
                }
            }
        }
        test("every table is run") {
            compositions.keys + "dualBloom" shouldContainExactlyInAnyOrder
                tables.listDirectoryEntries("*.txt").map { it.nameWithoutExtension }
        }
    })
