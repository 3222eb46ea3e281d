package io.github.kashew.kotlin

import io.github.kashew.Command
import io.github.kashew.CommandKind
import io.github.kashew.ManualClock
import io.github.kashew.Middleware
import io.github.kashew.error.BackendException
import io.github.kashew.spi.Backend
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.delay
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceUntilIdle
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.Proxy
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage

/** A cache in memory whose time stands still, whose commands are written down and whose backend may fail, and a source. */
internal class StrategyRoom(
    val scope: TestScope,
    val cache: Cache,
    val clock: ManualClock,
    private val passed: MutableList<CommandKind>,
    private val trouble: BackendTrouble,
) {
    /** The names of the methods of the backend that fail. */
    val broken: MutableSet<String> get() = trouble.broken

    /** Whether the backend says that other processes use it. */
    var shared: Boolean by trouble::shared

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

/** What is different about a backend. */
internal class BackendTrouble {
    val broken = mutableSetOf<String>()
    var shared = false

    fun wrap(backend: Backend<*>): Backend<*> =
        Proxy.newProxyInstance(Backend::class.java.classLoader, arrayOf(Backend::class.java)) { _, method, arguments ->
            when (method.name) {
                in broken -> CompletableFuture.failedFuture<Any>(BackendException("${method.name} is broken"))
                "isShared" -> shared
                else -> invoke(backend, method, arguments)
            }
        } as Backend<*>

    private fun invoke(
        backend: Backend<*>,
        method: Method,
        arguments: Array<Any?>?,
    ): Any? =
        try {
            method.invoke(backend, *(arguments ?: emptyArray()))
        } catch (thrown: InvocationTargetException) {
            throw thrown.targetException
        }
}

/** Runs [test] with a cache of its own as that of [withCache], and finds timers that it leaves. */
internal fun strategyTest(test: suspend StrategyRoom.() -> Unit) =
    runTest {
        val clock = ManualClock()
        val passed = mutableListOf<CommandKind>()
        val trouble = BackendTrouble()
        val core =
            io.github.kashew.Cache
                .builder()
                .route("", "mem://?check_interval=0") { route -> route.wrap(trouble::wrap) }
                .clock(clock)
                .executor(Runnable::run)
                .middleware(IssuedCommands(passed))
                .build()
        core.asKotlin().use { cache ->
            withCache(cache) { StrategyRoom(this@runTest, cache, clock, passed, trouble).test() }
        }
        clock.pendingTasks() shouldBe 0
    }
