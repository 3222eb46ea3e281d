package io.github.kashew.benchmarks.memory

import com.example.UserService
import kotlinx.coroutines.runBlocking
import org.openjdk.jmh.annotations.Scope
import org.openjdk.jmh.annotations.Setup
import org.openjdk.jmh.annotations.State

/** Our side for blocks without a key, all of whose values are loaded. */
@State(Scope.Benchmark)
class WarmKeyless : KashewKotlin() {
    internal val service = UserService(coroutines)

    /** Calls the function once for every user. */
    @Setup
    fun loadWithoutKeys() = runBlocking { repeat(Ring.SIZE) { service.user(Ring.idAt(it)) } }
}
