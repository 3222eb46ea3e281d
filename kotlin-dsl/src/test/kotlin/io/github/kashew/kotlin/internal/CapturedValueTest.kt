package io.github.kashew.kotlin.internal

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldEndWith

private data class Page(
    val number: Int,
    val filter: String?,
)

private enum class Order { NEWEST, OLDEST }

private suspend fun numbers(
    a: Long,
    b: Int,
    c: Short,
    d: Byte,
    e: Boolean,
): String = keyOf { "$a$b$c$d$e" }

private suspend fun inexact(
    char: Char,
    float: Float,
    double: Double,
): String = keyOf { "$char$float$double" }

private suspend fun unordered(
    zeta: String,
    alpha: Long,
    mid: Int,
): String = keyOf { "$zeta$alpha$mid" }

private suspend fun page(
    page: Page,
    order: Order,
): String = keyOf { "$page$order" }

private suspend fun texts(
    a: String,
    b: String,
): String = keyOf { a + b }

private suspend fun nullable(
    id: Long?,
    name: String?,
): String = keyOf { "$id$name" }

private suspend fun unwrapped(
    id: UserId,
    other: UserId?,
): String = keyOf { "$id$other" }

private suspend fun destructured(page: Page): String {
    val (number, filter) = page
    return keyOf { "$number$filter" }
}

private suspend fun computed(id: Long): String {
    val doubled = id * 2
    return keyOf { doubled }
}

private suspend fun shadowed(it: List<Int>): List<String> =
    it.map { n ->
        n
            .toString()
            .map {
                keyOf { "$n$it" }
            }.first()
    }

private suspend fun any(value: Any): String = keyOf { value }

private suspend fun many(
    a: Long,
    b: Long,
    c: Long,
    d: Long,
    e: String,
    f: String,
    g: Int,
    h: Boolean,
    i: Long,
    j: String,
    k: Long,
    l: Page,
): String = keyOf { "$a$b$c$d$e$f$g$h$i$j$k$l" }

class CapturedValueTest :
    FunSpec({
        test("integers and booleans are written as they are") {
            numbers(Long.MIN_VALUE, -1, 2, 3, true) shouldEndWith "):a=-9223372036854775808:b=-1:c=2:d=3:e=true"
        }

        test("characters and floating point numbers are left to the value text") {
            inexact('=', 1.5f, 2.0) shouldEndWith "):char==:double=2.0:float=1.5"
        }

        test("values stand in the order of their names") {
            unordered("z", 1, 2) shouldEndWith "):alpha=1:mid=2:zeta=z"
        }

        test("data classes and enums take part by their text") {
            page(Page(2, "a:b"), Order.OLDEST) shouldEndWith "):order=OLDEST:page=(2,a%3Ab)"
            page(Page(2, null), Order.OLDEST) shouldNotBe page(Page(2, ""), Order.OLDEST)
        }

        test("no text can forge the parts beside it") {
            texts("1:b=2", "3") shouldNotBe texts("1", "2:b=3")
        }

        test("null differs from the empty text and from the word null") {
            setOf(nullable(1, null), nullable(1, ""), nullable(1, "null"), nullable(null, "")).size shouldBe 4
        }

        test("value classes are captured unwrapped; nullable ones as objects without a name of the wrapper's hash") {
            unwrapped(UserId(1), null) shouldEndWith "):id=1:other=%00"
        }

        test("local values and destructured ones take part, not the object they came from") {
            computed(4) shouldEndWith "(long):doubled=8"
            destructured(Page(3, "f")) shouldEndWith "Page):filter=f:number=3"
        }

        test("values of one name in two scopes are both there") {
            shadowed(listOf(5, 6)) shouldBe
                listOf(5, 6).map { "${HERE}Kt.shadowed(List):it=$it:n=$it" }
        }

        test("a value whose type is open takes part by its own type") {
            any("x") shouldEndWith ":value=x"
            any(7) shouldEndWith ":value=7"
        }

        test("many values take part") {
            many(1, 2, 3, 4, "e", "f", 7, false, 9, "j", 11, Page(1, "p")) shouldEndWith
                ":a=1:b=2:c=3:d=4:e=e:f=f:g=7:h=false:i=9:j=j:k=11:l=(1,p)"
        }
    }) {
    private companion object {
        val HERE: String = CapturedValueTest::class.java.name
    }
}
