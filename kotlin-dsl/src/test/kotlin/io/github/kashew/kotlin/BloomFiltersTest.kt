package io.github.kashew.kotlin

import io.github.kashew.BloomSize
import io.github.kashew.strategy.Strategies.simple
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async

/** Requires what a row says of a dual filter that has learned "yes", "no" or nothing of a question. */
private suspend fun StrategyRoom.requireDual(row: List<String>) {
    val known = cache.dualBloomFilter("k:{id}", BloomSize.of(100), BloomSize.of(100))
    if (row[0] != "-") known.guard(1) { row[0] == "yes" }
    broken += row[2].split(" ")
    commands()
    val answer =
        runCatching {
            known.guard(1) {
                loads++
                check(row[1] != "down")
                row[1].toBoolean()
            }
        }
    answer.fold({ it.toString() }, { it::class.java.simpleName }) shouldBe row[3]
    loads shouldBe row[4].toInt()
    commands() shouldBe row[5]
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
        listOf(
            "-   | true  | -                  | true                  | 1 | GET_BITS INCREMENT_BITS",
            "-   | false | -                  | false                 | 1 | GET_BITS INCREMENT_BITS",
            "-   | down  | -                  | IllegalStateException | 1 | GET_BITS",
            "yes | false | -                  | true                  | 0 | GET_BITS",
            "no  | true  | -                  | false                 | 0 | GET_BITS",
            "yes | down  | -                  | true                  | 0 | GET_BITS",
            "yes | true  | bits               | true                  | 1 | GET_BITS INCREMENT_BITS",
            "no  | true  | bits               | true                  | 1 | GET_BITS INCREMENT_BITS",
            "-   | down  | bits               | IllegalStateException | 1 | GET_BITS",
            "-   | true  | incrementBits      | true                  | 1 | GET_BITS INCREMENT_BITS",
            "no  | false | bits incrementBits | false                 | 1 | GET_BITS INCREMENT_BITS",
        ).forEach { row ->
            test(
                "a dual filter, learned | load | broken | answer | loads | commands: ${row.replace(Regex(" +"), " ")}",
            ) {
                strategyTest { requireDual(row.split("|").map { it.trim() }) }
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
