package io.github.kashew.kotlin

import io.github.kashew.Command
import io.github.kashew.CommandKind
import io.github.kashew.ManualClock
import io.github.kashew.Middleware
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.delay
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceUntilIdle
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import java.util.concurrent.CompletionStage

/** A cache in memory whose time stands still and whose commands are written down, and a source. */
internal class ReadingRoom(
    val scope: TestScope,
    val cache: Cache,
    val clock: ManualClock,
    private val passed: MutableList<CommandKind>,
) {
    var loads = 0
    var failure: Exception? = null

    /** Loads the number of loads so far, in a millisecond of virtual time. */
    suspend fun load(): Int {
        loads++
        delay(1)
        failure?.let { throw it }
        return loads
    }

    /** Runs what is due in the scope of the test. */
    @OptIn(ExperimentalCoroutinesApi::class)
    fun runDue() = scope.runCurrent()

    /** Runs everything that waits in the scope of the test. */
    @OptIn(ExperimentalCoroutinesApi::class)
    fun runAll() = scope.advanceUntilIdle()

    /** Returns the commands since the last time. */
    fun commands(): String = passed.joinToString(" ").also { passed.clear() }
}

private class IssuedCommands(
    val passed: MutableList<CommandKind>,
) : Middleware {
    override fun <R> handle(
        command: Command<R>,
        next: Middleware.Next,
    ): CompletionStage<R> {
        passed += command.kind()
        return next.proceed(command)
    }
}

/** Runs [test] with a cache of its own as that of [withCache], and finds timers that it leaves. */
internal fun readingTest(test: suspend ReadingRoom.() -> Unit) =
    runTest {
        val clock = ManualClock()
        val passed = mutableListOf<CommandKind>()
        val core =
            io.github.kashew.Cache
                .builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .middleware(IssuedCommands(passed))
                .build()
        core.asKotlin().use { cache -> withCache(cache) { ReadingRoom(this@runTest, cache, clock, passed).test() } }
        clock.pendingTasks() shouldBe 0
    }
