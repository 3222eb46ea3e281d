package io.github.kashew.benchmarks.memory

import com.sksamuel.aedile.core.Cache
import com.sksamuel.aedile.core.cacheBuilder
import org.openjdk.jmh.annotations.Scope
import org.openjdk.jmh.annotations.Setup
import org.openjdk.jmh.annotations.State
import kotlin.time.Duration.Companion.hours

/** A peer: Aedile, whose entries expire an hour after they were written, and that holds all users. */
@State(Scope.Benchmark)
class AedileUsers {
    /** The cache. */
    val cache: Cache<String, User> =
        cacheBuilder<String, User> {
            maximumSize = Kashew.CAPACITY.toLong()
            expireAfterWrite = 1.hours
        }.build()

    /** Stores every user. */
    @Setup
    fun fill() {
        repeat(Ring.SIZE) {
            val id = Ring.idAt(it)
            cache[Ring.keyOf(id)] = User.of(id)
        }
    }
}
