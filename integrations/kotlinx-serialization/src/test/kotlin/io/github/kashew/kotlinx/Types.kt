package io.github.kashew.kotlinx

import kotlinx.serialization.Polymorphic
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable

@Serializable
enum class Colour { RED, GREEN }

@Serializable
sealed interface Payment {
    @Serializable
    data class Card(
        val number: String,
    ) : Payment

    @Serializable
    data object Cash : Payment
}

@Serializable
data class Order(
    val id: Long,
    val name: String?,
    val colours: Set<Colour>,
    val payments: List<Payment?>,
    val weights: Map<String, Double>,
    val previous: Order? = null,
    val note: String = "none",
)

@Serializable
data class Box<T>(
    val content: T,
)

interface Open

@Serializable
data class Holder(
    val part: @Polymorphic Open,
)

data class Unmarked(
    val n: Int,
)

@Serializable
@SerialName("User")
data class Before(
    val name: String,
    val age: Int,
)

@Serializable
@SerialName("User")
data class Same(
    val name: String,
    val age: Int,
)

@Serializable
@SerialName("User")
data class Gained(
    val name: String,
    val age: Int,
    val size: Int = 0,
)

@Serializable
@SerialName("User")
data class Lost(
    val name: String,
)

@Serializable
@SerialName("User")
data class Renamed(
    val name: String,
    val years: Int,
)

@Serializable
@SerialName("User")
data class Retyped(
    val name: String,
    val age: Long,
)

@Serializable
@SerialName("User")
data class MadeNullable(
    val name: String?,
    val age: Int,
)
