package io.github.kashew.kotlin

import io.github.kashew.TransactionMode
import io.github.kashew.TransactionOptions
import io.github.kashew.error.TransactionConflictException
import io.github.kashew.error.TransactionRolledBackException
import io.github.kashew.strategy.Strategies.simple
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

class TransactionsTest :
    FunSpec({
        test("a block is written when it returns, and sees what it wrote") {
            cacheTest {
                val total =
                    cache.transaction {
                        set("a", 1)
                        get<Int>("a") shouldBe 1
                        increment("n", 5)
                    }
                total shouldBe 5
                keys() shouldBe listOf("a", "n")
            }
        }

        test("a block that throws writes nothing, and throws what it threw") {
            cacheTest {
                val broken = IllegalStateException("broken")
                shouldThrow<IllegalStateException> {
                    cache.transaction(TransactionMode.SERIALIZABLE) {
                        set("a", 1)
                        throw broken
                    }
                } shouldBe broken
                keys() shouldBe emptyList()
            }
        }

        test("a block whose caller is cancelled has ended when the caller has, and has written nothing") {
            cacheTest {
                val began = CompletableDeferred<Unit>()
                var ended = false
                coroutineScope {
                    val caller =
                        launch {
                            cache.transaction {
                                set("a", 1)
                                began.complete(Unit)
                                try {
                                    awaitCancellation()
                                } finally {
                                    ended = true
                                }
                            }
                        }
                    began.await()
                    caller.cancelAndJoin()
                }
                ended shouldBe true
                keys() shouldBe emptyList()
                cache.transaction { set("b", 2) }
            }
        }

        test(
            "the context carries the transaction: the cache itself, blocks and functions take part, on any dispatcher",
        ) {
            cacheTest {
                val square = cache.function("square:{n}", simple("1h")) { n: Int -> n * n }
                cache.transaction(TransactionMode.FAST) {
                    withContext(Dispatchers.Default) {
                        cached("1h", key = "block") { "loaded" }
                        square(3) shouldBe 9
                        this@transaction.set("direct", 1)
                    }
                    keys() shouldBe listOf("block", "direct", "square:3")
                    rollback()
                    keys() shouldBe emptyList()
                }
                keys() shouldBe emptyList()
            }
        }

        test("what a loader reads inside a transaction is what that wrote") {
            cacheTest {
                cache.set("name", "old")
                cache.transaction {
                    set("name", "new")
                    cached("1h", key = "greeting") { "hello " + cache.get<String>("name") } shouldBe "hello new"
                }
                cache.get<String>("greeting") shouldBe "hello new"
            }
        }

        test("an inner block joins; its failure is not committed over") {
            cacheTest {
                shouldThrow<TransactionRolledBackException> {
                    cache.transaction {
                        set("a", 1)
                        runCatching { cache.transaction { error("inner") } }
                    }
                }
                keys() shouldBe emptyList()
                cache.transaction {
                    set("a", 1)
                    cache.transaction { set("b", 2) }
                }
                keys() shouldBe listOf("a", "b")
            }
        }

        test("an inner block keeps the key context around it") {
            cacheTest {
                val name = cache.value("name:{@tenant}", simple("1h")) { "of a tenant" }
                cache.transaction {
                    keyContext("tenant" to "acme") { cache.transaction { name() } }
                }
                keys() shouldBe listOf("name:acme")
            }
        }

        test("a conflict is raised, and settled by retries") {
            cacheTest {
                suspend fun disturbed(retries: Int) {
                    var runs = 0
                    cache.transaction(TransactionOptions.of(TransactionMode.LOCKED).withRetries(retries)) {
                        get<Int>("k")
                        if (++runs == 1) {
                            outside { cache.set("k", runs) }
                        }
                        set("mine", runs)
                    }
                }
                shouldThrow<TransactionConflictException> { disturbed(retries = 0) }
                keys() shouldBe listOf("k")
                disturbed(retries = 1)
                cache.get<Int>("mine") shouldBe 2
            }
        }

        test("DEFECT-54: callers of one function in a transaction do not disturb each other") {
            cacheTest {
                val options = TransactionOptions.of(TransactionMode.LOCKED).withRetries(10_000)

                suspend fun countOne() = cache.transaction(options) { increment("n") }
                coroutineScope { List(50) { launch { countOne() } }.joinAll() }
                cache.counter("n") shouldBe 50
            }
        }

        test("DEFECT-56: a coroutine that outlives the transaction is refused, and its write is not lost unseen") {
            cacheTest {
                val over = CompletableDeferred<Unit>()
                var late: Job? = null
                var refused: Throwable? = null
                cache.transaction {
                    val context = currentCoroutineContext()
                    late =
                        CoroutineScope(context + Job()).launch(start = CoroutineStart.UNDISPATCHED) {
                            over.await()
                            refused = runCatching { cache.set("late", 1) }.exceptionOrNull()
                        }
                }
                over.complete(Unit)
                late!!.join()
                (refused is IllegalStateException) shouldBe true
                keys() shouldBe emptyList()
            }
        }

        test("a transaction does not close its cache") {
            cacheTest {
                cache.transaction { shouldThrow<UnsupportedOperationException> { close() } }
                cache.set("a", 1)
            }
        }
    })

/** Runs something that is no part of the transaction around it. */
private suspend fun outside(work: suspend () -> Unit) {
    CoroutineScope(Dispatchers.Default).launch { work() }.join()
}
