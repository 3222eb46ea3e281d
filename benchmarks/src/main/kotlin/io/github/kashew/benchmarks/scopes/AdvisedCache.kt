package io.github.kashew.benchmarks.scopes

import io.github.kashew.Command
import io.github.kashew.Middleware
import io.github.kashew.benchmarks.memory.Ring
import io.github.kashew.benchmarks.memory.User
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.set
import kotlinx.coroutines.runBlocking
import org.openjdk.jmh.annotations.Scope
import org.openjdk.jmh.annotations.Setup
import org.openjdk.jmh.annotations.State
import org.openjdk.jmh.annotations.TearDown
import java.util.concurrent.CompletionStage

/** A cache of all users with three middlewares that do nothing. */
@State(Scope.Benchmark)
open class AdvisedCache {
    /** The cache. */
    val cache: Cache =
        Cache {
            route("", "mem://?size=10000")
            repeat(MIDDLEWARES) { middleware(Passing()) }
        }

    /** Stores every user. */
    @Setup
    fun store() {
        runBlocking {
            repeat(Ring.SIZE) {
                val id = Ring.idAt(it)
                cache.set("user:$id", User.of(id), ttl = "1h")
            }
        }
    }

    /** Closes the cache. */
    @TearDown
    fun close() {
        cache.close()
    }

    private class Passing : Middleware {
        override fun <R> handle(
            command: Command<R>,
            next: Middleware.Next,
        ): CompletionStage<R> = next.proceed(command)
    }

    private companion object {
        const val MIDDLEWARES = 3
    }
}
