package io.github.kashew.benchmarks.strategies

import io.github.kashew.benchmarks.memory.Ring
import io.github.kashew.benchmarks.memory.User
import org.openjdk.jmh.annotations.Scope
import org.openjdk.jmh.annotations.State

/** What a source answers that has the same values every time. */
@State(Scope.Thread)
class KeptUsers {
    private val users = List(Ring.SIZE) { User.of(Ring.idAt(it)) }
    private var next = 0

    /** Returns the user of the next call. */
    fun next(): User = users[next++ and Ring.SIZE - 1]
}
