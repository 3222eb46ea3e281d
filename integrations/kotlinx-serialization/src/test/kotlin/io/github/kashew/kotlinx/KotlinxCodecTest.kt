package io.github.kashew.kotlinx

import io.github.kashew.TypeRef
import io.github.kashew.codec.Codec
import io.github.kashew.codec.TypeCodec
import io.github.kashew.error.CodecException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import java.lang.management.ManagementFactory
import java.lang.reflect.Type
import java.nio.ByteBuffer
import java.util.ServiceLoader
import kotlin.random.Random

@Suppress("UNCHECKED_CAST")
class KotlinxCodecTest :
    FunSpec({
        val codec = KotlinxCodec()
        val order =
            Order(
                7,
                null,
                setOf(Colour.GREEN),
                listOf(Payment.Card("1"), null, Payment.Cash),
                mapOf("a" to -0.5),
                Order(8, "ü", emptySet(), emptyList(), emptyMap()),
            )

        fun of(type: Type) = codec.of(type) as TypeCodec<Any>

        fun through(
            type: Type,
            value: Any,
        ) = of(type).decode(ByteBuffer.wrap(of(type).encode(value)))

        test("values come back equal") {
            through(Order::class.java, order) shouldBe order
            through(Payment::class.java, Payment.Cash) shouldBe Payment.Cash
            through(object : TypeRef<List<Order>>() {}.type(), listOf(order)) shouldBe listOf(order)
            through(object : TypeRef<Box<Map<String, Order>>>() {}.type(), Box(mapOf("a" to order))) shouldBe
                Box(mapOf("a" to order))
        }

        test("it takes types that name a serializable class, and no others") {
            codec.supports(Order::class.java) shouldBe true
            codec.supports(object : TypeRef<List<Order>>() {}.type()) shouldBe true
            codec.supports(Unmarked::class.java) shouldBe false
            codec.supports(String::class.java) shouldBe false
            codec.supports(object : TypeRef<Box<Unmarked>>() {}.type()) shouldBe false
            codec.supports(Holder::class.java) shouldBe false
        }

        test("a refusal says what to do") {
            shouldThrow<CodecException> { codec.of(Unmarked::class.java) }.message shouldContain "@Serializable"
            shouldThrow<CodecException> { codec.of(Holder::class.java) }.message shouldContain
                "Holder.part is polymorphic and open"
        }

        test("another shape has another fingerprint") {
            val before = codec.of(Before::class.java).fingerprint()
            codec.of(Same::class.java).fingerprint() shouldBe before
            listOf(Gained::class, Lost::class, Renamed::class, Retyped::class, MadeNullable::class).forEach {
                codec.of(it.java).fingerprint() shouldNotBe before
            }
        }

        test("the fingerprint is equal in every process") {
            codec.of(Order::class.java).fingerprint() shouldBe PINNED
        }

        test("mutated bytes are a value of the type or an exception") {
            val orders = of(Order::class.java)
            val bytes = orders.encode(order)
            val random = Random(3)
            val permitted = setOf<Class<*>>(Payment.Card::class.java, Payment.Cash::class.java)
            var refused = 0
            var foreign = 0
            repeat(100_000) {
                val mutated = bytes.clone()
                mutated[random.nextInt(mutated.size)] = random.nextInt().toByte()
                try {
                    val value = orders.decode(ByteBuffer.wrap(mutated)) as Order
                    foreign += value.payments.count { it != null && it.javaClass !in permitted }
                } catch (expected: RuntimeException) {
                    refused++
                }
            }
            foreign shouldBe 0
            refused shouldBeGreaterThan 0
        }

        test("forged lengths take little memory") {
            val threads = ManagementFactory.getThreadMXBean() as com.sun.management.ThreadMXBean
            val box = of(object : TypeRef<Box<List<Order>>>() {}.type())
            val text = of(object : TypeRef<Box<String>>() {}.type())
            val map = of(object : TypeRef<Box<Map<String, Long>>>() {}.type())
            val head = text.encode(Box("")).let { it.copyOf(it.size - 2) }
            val raw = of(object : TypeRef<Box<ByteArray>>() {}.type())
            for (codecOfBox in listOf(box, text, map, raw)) {
                for (major in listOf(0x40, 0x60, 0x80, 0xa0)) {
                    for (length in listOf(0x0fffffff, 0x7fffffff, 0x7ffffff0)) {
                        val forged =
                            ByteBuffer
                                .allocate(head.size + 40)
                                .put(head)
                                .put((major or 26).toByte())
                                .putInt(length)
                                .rewind()
                        val before = threads.currentThreadAllocatedBytes
                        shouldThrow<RuntimeException> { codecOfBox.decode(forged) }
                        threads.currentThreadAllocatedBytes - before shouldBeLessThan 1_000_000
                    }
                }
            }
        }

        test("nesting without end is refused") {
            val chain = of(Order::class.java)
            val deep = ByteArray(5_000_000) { 0x9f.toByte() }
            shouldThrow<RuntimeException> { chain.decode(ByteBuffer.wrap(deep)) }
        }

        test("it is found on the class path") {
            ServiceLoader.load(Codec::class.java).map { it.javaClass } shouldContain KotlinxCodec::class.java
        }
    })

/** What stored bytes carry: when this changes, every stored value becomes a miss. */
private const val PINNED = -7543856145034408317L
