package io.github.kashew.kotlin

import io.github.kashew.Command
import io.github.kashew.CommandKind
import io.github.kashew.ManualClock
import io.github.kashew.Middleware
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import java.util.concurrent.CompletionStage

/** A cache in memory whose time stands still and whose commands are written down. */
internal class GuardRoom(
    val scope: TestScope,
    val cache: Cache,
    val clock: ManualClock,
    private val passed: MutableList<CommandKind>,
) {
    var runs = 0

    /** Runs what is ready to run in [scope]. */
    @OptIn(ExperimentalCoroutinesApi::class)
    fun runCurrent() = scope.runCurrent()

    /** Returns the commands since the last time. */
    fun commands(): List<CommandKind> = passed.toList().also { passed.clear() }
}

private class Passing(
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
internal fun guardTest(test: suspend GuardRoom.() -> Unit) =
    runTest {
        val clock = ManualClock()
        val passed = mutableListOf<CommandKind>()
        val core =
            io.github.kashew.Cache
                .builder()
                .route("", "mem://?check_interval=0")
                .clock(clock)
                .middleware(Passing(passed))
                .build()
        core.asKotlin().use { cache -> withCache(cache) { GuardRoom(this@runTest, cache, clock, passed).test() } }
        clock.pendingTasks() shouldBe 0
    }
