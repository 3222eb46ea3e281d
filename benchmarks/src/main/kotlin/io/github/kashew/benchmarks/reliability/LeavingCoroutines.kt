package io.github.kashew.benchmarks.reliability

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import java.util.Random

/**
 * The coroutine part of G-M3, in one thread, where the random moments are turns of its event loop. Callers leave one by
 * one, or all at once with the scope that they run in.
 */
internal class LeavingCoroutines(
    private val rounds: Int,
    private val random: Random,
) {
    var answered = 0
        private set
    var wrong = 0
        private set
    var stopped = 0
        private set
    var notStopped = 0
        private set
    private var made = 0

    /** Whether every round was made, and there were rounds of both kinds. */
    val isComplete get() = made == rounds && answered > 0 && stopped > 0

    /** Whether every round went as it has to. */
    val isMet get() = wrong == 0 && notStopped == 0

    /** Makes the rounds. */
    fun run() =
        Cache { route("", "mem://") }.use { cache ->
            runBlocking {
                repeat(rounds) {
                    round(cache, "round:$it")
                    made++
                }
            }
        }

    private suspend fun CoroutineScope.round(
        cache: Cache,
        key: String,
    ) {
        val gate = CompletableDeferred<String>()
        var ended = false
        val scope = CoroutineScope(coroutineContext + Job())
        val callers =
            List(LeavingCallers.CALLERS) {
                scope.async(start = CoroutineStart.UNDISPATCHED) {
                    cached("1h", key = key, cache = cache) {
                        try {
                            gate.await()
                        } finally {
                            ended = true
                        }
                    }
                }
            }.shuffled(random)
        val leaving = 1 + random.nextInt(callers.size)
        val endsAfter = random.nextInt(leaving + 1)
        val all = leaving == callers.size
        if (all && random.nextBoolean()) {
            scope.cancel()
        } else {
            callers.take(leaving).forEachIndexed { index, caller ->
                if (!all && index == endsAfter) gate.complete(key)
                caller.cancel()
                if (random.nextInt(4) == 0) yield()
            }
        }
        if (all) {
            repeat(TURNS) { yield() }
            val free = cached("1h", key = key, cache = cache) { "again" } == "again"
            if (ended && free) stopped++ else notStopped++
        } else {
            gate.complete(key)
            callers.drop(leaving).forEach { if (it.await() == key) answered++ else wrong++ }
        }
        scope.cancel()
    }

    private companion object {
        /** In how many turns a load has to end after its last caller has left. */
        const val TURNS = 3
    }
}
