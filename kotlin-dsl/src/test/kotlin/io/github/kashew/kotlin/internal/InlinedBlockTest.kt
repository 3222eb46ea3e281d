package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import kotlinx.coroutines.yield

internal suspend inline fun inlined(id: Long): String = keyOf { id }

internal suspend inline fun <reified T> reified(id: Long): String = keyOf { "${T::class}$id" }

internal suspend inline fun crossing(
    id: Long,
    crossinline then: () -> Long,
): String = keyOf { id + then() }

internal suspend inline fun suspendCrossing(
    id: Long,
    crossinline then: suspend () -> Long,
): String =
    keyOf {
        val early = id + 1
        early + then() + then() + early
    }

internal class InlineMembers {
    val name = "n"

    suspend inline fun <reified T> byType(id: Long): String = keyOf { "${T::class}$name$id" }
}

private suspend fun callsInlined(x: Long): String = inlined(x + 1)

private suspend fun callsReified(x: Long): String = reified<String>(x + 1)

private suspend fun callsReifiedOfInt(x: Long): String = reified<Int>(x + 1)

private suspend fun callsReifiedTwice(x: Long): String = reified<String>(x) + reified<Int>(x)

private suspend fun callsCrossing(
    x: Long,
    q: Long,
): String = crossing(x + 1) { q + x }

private suspend fun callsSuspendCrossing(
    x: Long,
    q: Long,
): String =
    suspendCrossing(x + 1) {
        yield()
        q
    }

private suspend fun callsMember(members: InlineMembers): String = members.byType<String>(1)

private suspend fun passesInlineLambda(id: Long): String = runInline { keyOf { id } }

private suspend fun passesCrossLambda(id: Long): String = runCrossing { keyOf { id } }

private inline fun <T> runInline(body: () -> T): T = body()

private suspend inline fun <T> runCrossing(crossinline body: suspend () -> T): T = suspend { body() }()

private val FILE = "${InlinedBlockTest::class.java.name}Kt"

class InlinedBlockTest :
    FunSpec({
        test("a block in an inline function is one block of that function") {
            callsInlined(1) shouldBe "$FILE.inlined(long):id=2"
            inlinedElsewhere(1) shouldBe "$FILE.inlined(long):id=1"
        }

        test("with a reified type it belongs to each caller") {
            callsReified(1) shouldBe "$FILE.callsReified(long):id=2"
            callsReifiedOfInt(1) shouldBe "$FILE.callsReifiedOfInt(long):id=2"
        }

        test("two calls with a reified type in one function are two blocks") {
            shouldThrow<InvalidKeyException> { callsReifiedTwice(1) }.message shouldContain
                "already has a keyless block"
        }

        test("with a crossinline lambda it belongs to the caller, and what the lambda captures takes part") {
            callsCrossing(1, 5) shouldEndWith ".callsCrossing(long,long):id=2:q=5:x=1"
        }

        test("values that a suspending lambda spills are not part of the key") {
            callsSuspendCrossing(1, 5) shouldEndWith ".callsSuspendCrossing(long,long):id=2:q=5"
        }

        test("a member's own object follows the caller") {
            callsMember(InlineMembers()) shouldEndWith ".callsMember(InlineMembers):id=1"
        }

        test("a block in a lambda that is passed to an inline function belongs to the function that wrote it") {
            passesInlineLambda(1) shouldBe "$FILE.passesInlineLambda(long):id=1"
            passesCrossLambda(1) shouldBe "$FILE.passesCrossLambda(long):id=1"
        }
    }) {
    private companion object {
        suspend fun inlinedElsewhere(id: Long): String = inlined(id)
    }
}
