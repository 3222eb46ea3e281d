package io.github.kashew.kotlin

import io.github.kashew.Ttl
import io.github.kashew.error.LockedException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.future.await
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes

@OptIn(ExperimentalCoroutinesApi::class)
class LeaseTest :
    FunSpec({
        val ttl = Ttl.of("30s")

        test("a block runs while it holds the lease, which is given back behind it") {
            cacheTest {
                cache.withLease("job", ttl) { lease ->
                    lease.isValid shouldBe true
                    lease.key() shouldBe "job"
                    cache.isLeased("job") shouldBe true
                    "done"
                } shouldBe "done"
                cache.isLeased("job") shouldBe false
            }
        }

        test("it is given back when the block fails") {
            cacheTest {
                val failure = Broken(1)
                shouldThrow<Broken> { cache.withLease("job", ttl) { throw failure } } shouldBeSameInstanceAs failure
                cache.isLeased("job") shouldBe false
            }
        }

        test("it is given back when the block is cancelled") {
            runTest {
                cacheTest {
                    val holder = this@runTest.async { cache.withLease("job", ttl) { awaitCancellation() } }
                    runCurrent()
                    cache.isLeased("job") shouldBe true
                    holder.cancel()
                    runCurrent()
                    cache.isLeased("job") shouldBe false
                }
            }
        }

        test("who does not wait is told at once that it is held") {
            cacheTest {
                cache.withLease("job", ttl) {
                    shouldThrow<LockedException> { cache.withLease("job", ttl) { error("not reached") } }
                    cache.isLeased("job") shouldBe true
                }
            }
        }

        test("who waits gets it when it is given back, with a larger fencing number") {
            runTest {
                cacheTest {
                    val held = cache.lease("job", ttl)
                    val next = this@runTest.async { cache.withLease("job", ttl, wait = 1.minutes) { it.fencing() } }
                    runCurrent()
                    next.isCompleted shouldBe false
                    held.release().await() shouldBe true
                    next.await() shouldBeGreaterThan held.fencing()
                    cache.isLeased("job") shouldBe false
                }
            }
        }

        test("who waits too long is told so, and leaves nothing behind") {
            runTest {
                cacheTest {
                    val held = cache.lease("job", ttl)
                    val next =
                        this@runTest.async {
                            shouldThrow<LockedException> { cache.withLease("job", ttl, 500.milliseconds) { 1 } }
                        }
                    runCurrent()
                    repeat(10) { clock.advance("100ms") }
                    next.await()
                    held.isValid shouldBe true
                    held.release().await()
                }
            }
        }

        test("who is cancelled while waiting does not get it later") {
            runTest {
                cacheTest {
                    val held = cache.lease("job", ttl)
                    val next = this@runTest.async { cache.withLease("job", ttl, wait = 1.minutes) { 1 } }
                    runCurrent()
                    next.cancel()
                    runCurrent()
                    held.release().await()
                    cache.isLeased("job") shouldBe false
                }
            }
        }

        test("who is cancelled between being granted it and running again gives it back") {
            runTest {
                cacheTest {
                    val held = cache.lease("job", ttl)
                    val next = this@runTest.async { cache.withLease("job", ttl, wait = 1.minutes) { 1 } }
                    runCurrent()
                    held.release().await()
                    cache.isLeased("job") shouldBe true
                    next.cancel()
                    runCurrent()
                    next.isCancelled shouldBe true
                    cache.isLeased("job") shouldBe false
                }
            }
        }

        test("a lease that ran out is somebody else's, and giving it back does not touch theirs") {
            cacheTest {
                cache.withLease("job", Ttl.of("10s")) { first ->
                    clock.advance("10s")
                    first.isValid shouldBe false
                    cache.lease("job", Ttl.of("10s"))
                }
                cache.isLeased("job") shouldBe true
            }
        }

        test("a lease must end") {
            cacheTest {
                shouldThrow<IllegalArgumentException> { cache.withLease("job", Ttl.forever()) { 1 } }
                shouldThrow<IllegalArgumentException> { cache.lease("job", ttl, (-1).minutes) }
            }
        }
    })
