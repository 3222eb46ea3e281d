package io.github.kashew.kotlin

import io.github.kashew.BloomSize
import io.github.kashew.DualBloomFilter
import io.github.kashew.strategy.Strategies.simple
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import java.io.IOException

/** Asks a dual filter a question whose load ends as [end] says. */
private suspend fun DualBloomFilter.ask(end: String): String =
    runCatching {
        guard(1) {
            when (end) {
                "error" -> throw IOException("source")
                "cancelled" -> throw CancellationException("source")
                else -> end.toBooleanStrict()
            }
        }
    }.fold({ it.toString() }, { it::class.java.simpleName })

/** Requires what a row of the specification table of the core says. */
private suspend fun StrategyRoom.requireDual(line: String) {
    val cells = line.split("|").map { cell -> cell.trim().split(" ").filter { it != "-" } }
    val known = cache.dualBloomFilter("k:{id}", BloomSize.of(100), BloomSize.of(100))
    cells[0].forEach { known.ask(it) }
    broken += cells[2]
    commands()
    for (call in 0..1) {
        val (answer, reported) = cache.detect { known.ask(if (call == 0) cells[1].first() else cells[1].last()) }
        answer shouldBe cells[3 + call].single()
        reported.map { it.source.name.lowercase() } shouldBe cells[5 + call]
        commands() shouldBe cells[7 + call].joinToString(" ")
    }
}

class BloomFiltersTest :
    FunSpec({
        test("a filter: before the member, after it, and what the block says, with the commands") {
            strategyTest {
                val seen = cache.bloomFilter("k:{id}", BloomSize.of(100))
                seen.mightContain(1) shouldBe false
                seen.guard(1) { ++loads > 0 } shouldBe false
                commands() shouldBe "GET_BITS GET_BITS"
                seen.add(1)
                commands() shouldBe "INCREMENT_BITS"
                seen.mightContain(1) shouldBe true
                loads shouldBe 0
                seen.guard(1) { ++loads > 0 } shouldBe true
                seen.guard(1) { ++loads < 0 } shouldBe false
                seen.withoutCheck().guard(1) { error("not run") } shouldBe true
                shouldThrow<IllegalStateException> { seen.guard(1) { error("down") } }.message shouldBe "down"
                loads shouldBe 2
                commands() shouldBe "GET_BITS GET_BITS GET_BITS GET_BITS GET_BITS"
            }
        }
        test("a dual filter: neither, learned, both ways") {
            strategyTest {
                val known = cache.dualBloomFilter("k:{a}:{b}", BloomSize.of(100), BloomSize.of(100))
                known.guard(1, "x") { true } shouldBe true
                known.guard(1, "y") { false } shouldBe false
                commands() shouldBe "GET_BITS INCREMENT_BITS GET_BITS INCREMENT_BITS"
                known.guard(1, "x") { error("not run") } shouldBe true
                known.guard(1, "y") { error("not run") } shouldBe false
                commands() shouldBe "GET_BITS GET_BITS"
                shouldThrow<IllegalStateException> { known.guard(1, "z") { error("down") } }.message shouldBe "down"
            }
        }
        specificationTable("dualBloom").forEach { row ->
            test("a dual filter: ${row.replace(Regex(" +"), " ")}") {
                strategyTest { requireDual(row) }
            }
        }
        test("a filter around a cached function answers null about what it does not contain") {
            strategyTest {
                val seen = cache.bloomFilter("{id}", BloomSize.of(100))
                val names = cache.function<Int, String?>("k:{id}", seen, simple("1h")) { id: Int -> "name $id" }
                names(1) shouldBe null
                commands() shouldBe "GET_BITS"
                seen.add(1)
                names(1) shouldBe "name 1"
                commands() shouldBe "INCREMENT_BITS GET_BITS GET SET"
            }
        }
        test("callers share a run of the block, and one of them can leave") {
            strategyTest {
                val seen = cache.bloomFilter("k:{id}", BloomSize.of(100)).also { it.add(1) }
                val gate = CompletableDeferred<Boolean>()
                val answers = List(2) { scope.async { seen.guard(1) { gate.await().also { loads++ } } } }
                runDue()
                answers[0].cancel()
                runDue()
                gate.complete(true)
                answers[1].await() shouldBe true
                loads shouldBe 1
            }
        }
    })
