package io.github.kashew.samples.codecs

import com.google.protobuf.Timestamp
import io.github.kashew.error.NotConfiguredException
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.get
import io.github.kashew.kotlin.getRaw
import io.github.kashew.kotlin.set
import io.github.kashew.kotlin.withCache
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.Serializable
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import java.time.LocalDate

@JvmRecord
private data class Point(
    val x: Int,
    val y: Int,
)

private data class Customer(
    val name: String,
    val since: LocalDate,
    val points: List<Point>,
)

@Serializable
private data class Invoice(
    val number: Long,
    val lines: List<String>,
)

private data class Open(
    val anything: Any,
)

/** What a URL alone finds on the class path. */
class CodecsByUrlTest {
    private val cache = Cache { route("", "mem://?copy=true") }
    private val customer = Customer("Ada", LocalDate.of(1843, 7, 1), listOf(Point(1, 2)))

    @AfterEach
    fun close() {
        cache.close()
    }

    private suspend fun nameOfCodec(key: String): String =
        String(cache.getRaw(key) as ByteArray, Charsets.ISO_8859_1).let { stored ->
            listOf("native", "protobuf", "kotlinx-cbor", "object").single { it in stored }
        }

    private suspend inline fun <reified T : Any> assertKept(
        value: T,
        codec: String,
    ) {
        cache.set("k", value)

        assertThat(cache.get<T>("k")).isEqualTo(value).isNotSameAs(value)
        assertThat(nameOfCodec("k")).isEqualTo(codec)
    }

    @Test
    fun `a record goes to the codec of objects`() = runBlocking { assertKept(Point(1, 2), "object") }

    @Test
    fun `a data class goes to the codec of objects`() = runBlocking { assertKept(customer, "object") }

    @Test
    fun `a list of data classes goes to the codec of objects`() = runBlocking { assertKept(listOf(customer), "object") }

    @Test
    fun `a serializable class goes to kotlinx serialization`() =
        runBlocking { assertKept(Invoice(7, listOf("tea")), "kotlinx-cbor") }

    @Test
    fun `a list of serializable classes goes to kotlinx serialization`() =
        runBlocking { assertKept(listOf(Invoice(7, listOf("tea"))), "kotlinx-cbor") }

    @Test
    fun `a message goes to Protocol Buffers`() =
        runBlocking { assertKept(Timestamp.newBuilder().setSeconds(5).build(), "protobuf") }

    @Test
    fun `dates are native`() = runBlocking { assertKept(LocalDate.of(2024, 2, 29), "native") }

    @Test
    fun `a type that nobody takes is refused with its open part`() {
        assertThatThrownBy { runBlocking { cache.set("k", Open(1)) } }
            .isInstanceOf(NotConfiguredException::class.java)
            .hasMessageContaining("Open.anything")
            .hasMessageContaining("change the type")
    }

    @Test
    fun `a keyless block answers a copy of what it stored`() =
        runBlocking<Unit> {
            withCache(cache) {
                val first = load("Ada")
                val second = load("Ada")

                assertThat(second).isEqualTo(first).isNotSameAs(first)
                assertThat(Loads.count).isEqualTo(1)
            }
        }

    private suspend fun load(name: String) =
        cached(ttl = "1m") {
            Loads.count++
            Customer(name, LocalDate.EPOCH, listOf(Point(3, 4)))
        }

    private object Loads {
        var count = 0
    }
}
