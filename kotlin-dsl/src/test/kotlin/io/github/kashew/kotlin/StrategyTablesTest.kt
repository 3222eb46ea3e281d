package io.github.kashew.kotlin

import io.github.kashew.Condition
import io.github.kashew.Strategy
import io.github.kashew.error.InvalidKeyException
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.delay
import java.io.FileNotFoundException
import java.io.IOException

/** Loads what a row says, in a millisecond of virtual time. */
private suspend fun bring(load: String): String? {
    delay(1)
    return when (load) {
        "null" -> null
        "error" -> throw IOException("source")
        "gone" -> throw FileNotFoundException("source")
        "fatal" -> throw AssertionError("source")
        "key" -> throw InvalidKeyException("source")
        else -> load
    }
}

private suspend fun StrategyRoom.answer(
    strategy: Strategy,
    condition: Condition<String?>,
    load: String,
): String =
    try {
        cache.through(strategy, key = "k", condition = condition) { bring(load) }.toString()
    } catch (failure: Throwable) {
        failure::class.java.simpleName
    }.also { runAll() }

/** How long ago "old" was stored, what a load brings and what fails; then answers and commands of a call and of the next. */
private class Row(
    line: String,
) {
    private val cells = line.split(",").map { it.trim() }
    val age = cells[0]
    val load = cells[1]
    val broken = cells[2]
    val answers = cells.subList(3, 5)
    val commands = cells.subList(5, 7)
}

private fun FunSpec.specify(
    strategy: Strategy,
    condition: Condition<String?>,
    rows: String,
) = rows.trimIndent().lines().forEach { line ->
    test("$strategy: $line") {
        val row = Row(line)
        strategyTest {
            if (row.age != "-") {
                answer(strategy, condition, "old")
                clock.advance(row.age)
            }
            if (row.broken != "-") broken += row.broken
            commands()
            row.answers.zip(row.commands).forEach { (expected, issued) ->
                answer(strategy, condition, row.load) shouldBe expected
                commands() shouldBe issued
            }
        }
    }
}

class StrategyTablesTest :
    FunSpec({
        specify(
            simple("10m"),
            Condition.values(),
            """
            -,   new,   -,     new, new, GET SET, GET
            -,   error, -,     IOException, IOException, GET, GET
            -,   null,  -,     null, null, GET SET, GET
            -,   new,   read,  new, new, GET, GET
            -,   new,   write, new, new, GET SET, GET SET
            9m,  new,   -,     old, old, GET, GET
            9m,  error, -,     old, old, GET, GET
            10m, new,   -,     new, new, GET SET, GET
            10m, error, -,     IOException, IOException, GET, GET
            """,
        )
        specify(
            early("10m", "7m").withBackOff("1m"),
            Condition.notNull(),
            """
            -,   new,   -,            new, new, GET SET, GET
            -,   error, -,            IOException, IOException, GET, GET
            -,   new,   read,         new, new, GET, GET
            -,   new,   write,        new, new, GET SET, GET SET
            6m,  new,   -,            old, old, GET, GET
            7m,  new,   -,            old, new, GET ACQUIRE_LEASE GET SET RELEASE_LEASE, GET
            7m,  error, -,            old, old, GET ACQUIRE_LEASE GET SET RELEASE_LEASE, GET
            7m,  null,  -,            old, old, GET ACQUIRE_LEASE GET SET RELEASE_LEASE, GET
            7m,  new,   acquireLease, old, new, GET ACQUIRE_LEASE GET SET, GET
            7m,  new,   releaseLease, old, new, GET ACQUIRE_LEASE GET SET RELEASE_LEASE, GET
            10m, new,   -,            new, new, GET SET, GET
            10m, error, -,            IOException, IOException, GET, GET
            """,
        )
        specify(
            soft("10m", "7m").withBackOff("1m"),
            Condition.notNull(),
            """
            -,   new,   -,     new, new, GET SET, GET
            -,   error, -,     IOException, IOException, GET, GET
            -,   new,   read,  new, new, GET, GET
            -,   new,   write, new, new, GET SET, GET SET
            6m,  error, -,     old, old, GET, GET
            7m,  new,   -,     new, new, GET SET, GET
            7m,  null,  -,     null, null, GET, GET
            7m,  error, -,     old, old, GET SET, GET
            7m,  fatal, -,     AssertionError, AssertionError, GET, GET
            7m,  key,   -,     InvalidKeyException, InvalidKeyException, GET, GET
            7m,  new,   write, new, new, GET SET, GET SET
            7m,  error, write, old, old, GET SET GET, GET SET GET
            10m, new,   -,     new, new, GET SET, GET
            10m, error, -,     IOException, IOException, GET, GET
            """,
        )
        specify(
            failover("10m").evictOn(FileNotFoundException::class),
            Condition.notNull(),
            """
            -,   new,   -,     new, new, SET,
            -,   error, -,     IOException, IOException, GET, GET
            -,   null,  -,     null, null, ,
            -,   new,   write, new, new, SET, SET
            1m,  old,   -,     old, old, ,
            5m,  old,   -,     old, old, SET,
            1m,  new,   -,     new, new, SET,
            1m,  error, -,     old, old, GET, GET
            1m,  error, read,  IOException, IOException, GET, GET
            1m,  fatal, -,     AssertionError, AssertionError, ,
            1m,  key,   -,     InvalidKeyException, InvalidKeyException, ,
            1m,  gone,  -,     FileNotFoundException, FileNotFoundException, DELETE, DELETE
            10m, error, -,     IOException, IOException, GET, GET
            10m, old,   -,     old, old, SET,
            """,
        )
    })
