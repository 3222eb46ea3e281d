package io.github.kashew.kotlin

import io.github.kashew.error.InvalidKeyException
import io.github.kashew.key.KeyFormats
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.minutes

@JvmInline
internal value class Isbn(
    val text: String,
)

@JvmInline
internal value class Number(
    val value: Long,
)

/** With every kind of property that the compiler writes in a way of its own. */
internal data class Book(
    val isbn: Isbn,
    private val title: String,
    internal val pages: Int,
    val edition: Number?,
    val language: String = "en",
) {
    var note: String = ""

    val shout: String get() = error("a getter was called")
}

internal data class Node<T>(
    val value: T,
    val next: Node<T>?,
)

internal class NotData(
    val name: String,
) {
    operator fun component1() = name
}

internal sealed interface State {
    data object Idle : State

    data class Running(
        val job: String,
    ) : State

    object Plain : State
}

internal enum class Level {
    LOW,
    HIGH {
        override fun toString() = "loud"
    },
}

private const val HERE = "io.github.kashew.kotlin"

class KotlinValuesInKeysTest :
    FunSpec({
        fun text(value: Any?) = KeyFormats.standard().text("value", value)

        fun refusal(value: Any) = shouldThrow<InvalidKeyException> { text(value) }.message

        context("data classes") {
            val book = Book(Isbn("1:2"), "a title", 300, Number(3))

            test("are their class and the properties of their primary constructor, whatever these are") {
                book.note = "not a part"
                text(book) shouldBe "$HERE.Book[1%3A2,a title,300,3,en]"
                text(book.copy(edition = null)) shouldNotBe text(book)
                text(book.copy(isbn = Isbn("1"))) shouldNotBe text(book)
            }

            test("have their properties read by a template, and no other member") {
                cacheTest {
                    val pages =
                        cache.function(
                            "pages:{b.isbn}:{b.title}:{b.edition}",
                            simple("1h"),
                        ) { b: Book -> b.pages }
                    pages.key(book) shouldBe "pages:1%3A2:a title:3"
                    pages(book) shouldBe 300
                    listOf("note", "shout", "component1", "class").forEach { member ->
                        val wrong = cache.function("x:{b.$member}", simple("1h")) { b: Book -> b.pages }
                        shouldThrow<InvalidKeyException> { wrong(book) }.message shouldContain
                            "has no property '$member'; it has isbn, title, pages, edition, language"
                    }
                }
            }

            test("may be generic and nested, as those of the standard library") {
                text(Node(1, Node(2, null))) shouldNotBe text(Node(1, Node(3, null)))
                text(1 to "a") shouldBe "kotlin.Pair[1,a]"
                text(Triple(1, 2, 3)) shouldNotBe text(Triple(1, 3, 2))
                text(listOf(1 to 2)) shouldNotBe text(listOf(2 to 1))
            }

            test("are not merely what can be destructured") {
                refusal(NotData("a")) shouldContain "has no key form"
            }
        }

        test("value classes are their value, escaped, wherever they are boxed") {
            text(Isbn("1:2")) shouldBe "1%3A2"
            text(Number(7)) shouldBe "7"
            text(listOf(Number(7), Number(8))) shouldBe text(listOf(7, 8))
            text(Isbn("a*")) shouldBe text("a*")
        }

        test("value classes of the standard library have keys that tell them apart") {
            val durations = listOf(1.hours, 60.minutes, 2.hours).map(::text)
            durations[0] shouldBe durations[1]
            durations[0] shouldNotBe durations[2]
            text(1u) shouldNotBe text(UInt.MAX_VALUE)
            text(ULong.MAX_VALUE) shouldNotBe text(0uL)
        }

        test("sealed hierarchies: a data object is its name, a data class its properties, a plain object has no text") {
            text(State.Idle) shouldBe "Idle"
            text(State.Running("a")) shouldBe "$HERE.State\$Running[a]"
            refusal(State.Plain) shouldContain "has no key form"
        }

        test("enums are the names of their constants, also of those with a body") {
            text(Level.LOW) shouldBe "LOW"
            text(Level.HIGH) shouldBe "HIGH"
        }

        test("functions, lazy values and sequences are refused") {
            refusal({ 1 }) shouldContain "has no key form"
            refusal(::refusal) shouldContain "has no key form"
            refusal(sequenceOf(1)) shouldContain "has no key form"
        }

        test("collections are their elements; null, nothing and empty differ") {
            text(listOf(1, 2)) shouldBe text(arrayOf(1, 2))
            text(setOf(1, 2)) shouldBe text(linkedSetOf(2, 1))
            text(mapOf("a" to 1, "b" to 2)) shouldBe text(mapOf("b" to 2, "a" to 1))
            setOf(text(null), text(""), text("null"), text(listOf<Int>())).size shouldBe 4
        }

        test("a key function takes all of them") {
            key("book", Isbn("x"), State.Idle, Level.HIGH, null) shouldBe "book:x:Idle:HIGH:${text(null)}"
        }
    })
