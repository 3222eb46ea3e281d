package io.github.kashew.kotlinx

import io.github.kashew.Cache
import io.github.kashew.Ttl
import io.github.kashew.TypeRef
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.util.HexFormat
import java.util.Properties

private val FIRST = Order(8, "ü", emptySet(), emptyList(), emptyMap())

private val ORDER =
    Order(
        7,
        null,
        setOf(Colour.GREEN),
        listOf(Payment.Card("1"), null, Payment.Cash),
        mapOf("a" to -0.5),
        FIRST,
    )

/** A value, its name in the file and its type. */
internal data class Golden<T : Any>(
    val name: String,
    val value: T,
    val type: TypeRef<T>,
) {
    val key get() = "golden:$name"
}

internal val GOLDEN =
    listOf(
        Golden("order", ORDER, TypeRef.of(Order::class.java)),
        Golden("sealed", Payment.Cash, TypeRef.of(Payment::class.java)),
        Golden("list", listOf(FIRST, ORDER), object : TypeRef<List<Order>>() {}),
        Golden("box", Box(FIRST), object : TypeRef<Box<Order>>() {}),
    )

/** The bytes in `golden.properties` were written once, and are read by this and every later version. */
class GoldenBytesTest :
    FunSpec({
        val pinned =
            Properties().apply {
                GoldenBytesTest::class.java.getResourceAsStream("golden.properties").use(::load)
            }

        GOLDEN.forEach { golden ->
            test("${golden.name} of an earlier version is read") {
                val stored = HexFormat.of().parseHex(pinned.getProperty(golden.name))
                Cache.open("mem://?copy=true").use { cache ->
                    cache.setRaw(golden.key, stored, Ttl.forever()).toCompletableFuture().join()

                    cache.get(golden.key, golden.type).toCompletableFuture().join() shouldBe golden.value
                }
            }
        }

        test("every case is pinned, and there is no other") {
            pinned.stringPropertyNames() shouldBe GOLDEN.map { it.name }.toSet()
        }
    })
