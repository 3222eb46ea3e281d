package io.github.kashew.objects

import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes

data class Point(
    val y: Int,
    val x: Int,
)

data class Person(
    val name: String,
    val age: Int,
    val nick: String?,
    val friends: List<Person> = emptyList(),
    val place: Pair<Point, Triple<String, Long, Boolean>>? = null,
)

class Plain(
    private val hidden: String,
    val count: UInt,
) {
    val both = "$hidden$count"

    override fun equals(other: Any?) =
        other is Plain && other.both == both && other.hidden == hidden && other.count == count

    override fun hashCode() = both.hashCode()
}

sealed class Event {
    data class Opened(
        val by: String,
    ) : Event()

    data object Closed : Event()
}

@JvmInline
value class Email(
    val text: String,
)

data class Mixed(
    val event: Event,
    val events: List<Event>,
    val email: Email?,
    val lasting: Duration,
    val unit: Unit,
)

data class Checked(
    val name: String,
) {
    init {
        require(name.isNotEmpty()) { "no name" }
    }
}

object KotlinValues {
    @JvmStatic
    fun person() = Person("Ann", 30, null, listOf(Person("Bob", 31, "b")), Point(1, 2) to Triple("t", 3L, true))

    @JvmStatic
    fun plain() = Plain("h", 4_000_000_000u)

    @JvmStatic
    fun mixed() = Mixed(Event.Closed, listOf(Event.Opened("me"), Event.Closed), Email("a@b"), 5.minutes, Unit)
}
