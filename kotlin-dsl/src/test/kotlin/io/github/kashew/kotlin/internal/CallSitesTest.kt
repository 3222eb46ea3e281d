package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.lang.invoke.MethodHandles
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors

private fun block(id: Long): suspend () -> Long = { id }

private fun contended(id: Long): suspend () -> Long = { id }

private fun oneOfEight(index: Int): suspend () -> Int =
    when (index) {
        0 -> suspend { index }
        1 -> suspend { index + 1 }
        2 -> suspend { index + 2 }
        3 -> suspend { index + 3 }
        4 -> suspend { index + 4 }
        5 -> suspend { index + 5 }
        6 -> suspend { index + 6 }
        else -> suspend { index + 7 }
    }

private fun refused(
    handle: Any,
    function: () -> Int,
): List<suspend () -> Int> = listOf(suspend { function() }, suspend { handle.hashCode() })

private class Instance {
    fun block(): suspend () -> Int = { hashCode() }
}

class CallSitesTest :
    FunSpec({
        fun register(block: Any): CallSite = CallSites.register(MethodHandles.lookup(), block.javaClass)

        fun <T> atOnce(
            count: Int,
            action: (Int) -> T,
        ): List<Result<T>> {
            val threads = Executors.newFixedThreadPool(count)
            try {
                val barrier = CyclicBarrier(count)
                val calls =
                    List(count) { index ->
                        Callable {
                            barrier.await()
                            runCatching { action(index) }
                        }
                    }
                return threads.invokeAll(calls).map { it.get() }
            } finally {
                threads.shutdownNow()
            }
        }

        test("there is no site before the first registration, and one for the class afterwards") {
            CallSites.find(block(1).javaClass).shouldBeNull()
            val site = register(block(1))
            CallSites.find(block(2).javaClass) shouldBeSameInstanceAs site
            register(block(2)) shouldBeSameInstanceAs site
            site.root shouldBe "${CallSitesTest::class.java.name}Kt.block(long)"
            site.toString() shouldBe site.root
            site.key(block(2), TestText) shouldBe "${site.root}:id=2"
        }

        test("threads that register one class at once get one site") {
            val blocks = List(8) { contended(it.toLong()) }
            val sites = atOnce(blocks.size) { register(blocks[it]) }.map { it.getOrThrow() }
            sites.distinctBy(System::identityHashCode) shouldHaveSize 1
            sites.first() shouldBeSameInstanceAs CallSites.find(blocks.first().javaClass)
        }

        test("of blocks of one function that are registered at once exactly one is accepted") {
            val blocks = List(8) { oneOfEight(it) }
            val results = atOnce(blocks.size) { register(blocks[it]) }
            results.count { it.isSuccess } shouldBe 1
            results.mapNotNull { it.exceptionOrNull() }.filterIsInstance<InvalidKeyException>() shouldHaveSize 7
            blocks.count { CallSites.find(it.javaClass) != null } shouldBe 1
        }

        test("of instances that use one block at once exactly one is accepted") {
            val instances = List(8) { Instance() }
            val results =
                atOnce(instances.size) { register(instances[it].block()).key(instances[it].block(), TestText) }
            results.count { it.isSuccess } shouldBe 1
            results.mapNotNull { it.exceptionOrNull() }.filterIsInstance<InvalidKeyException>() shouldHaveSize 7
            instances.count { runCatching { register(it.block()).key(it.block(), TestText) }.isSuccess } shouldBe 1
        }

        test("a block that is refused for what it captures does not take its function's place") {
            val (first, second) = refused("handle") { 1 }
            shouldThrow<InvalidKeyException> { register(first) }
            CallSites.find(first.javaClass).shouldBeNull()
            register(second).key(second, TestText) shouldBe
                "${CallSitesTest::class.java.name}Kt.refused(Object,Function0):handle=handle"
        }
    })
