package io.github.kashew.benchmarks.memory

import kotlinx.coroutines.runBlocking
import org.openjdk.jmh.infra.Blackhole

/** How many calls one coroutine makes, so that starting it does not count. */
internal const val CALLS = 5_000

/** Makes [CALLS] calls one after the other in a coroutine of this thread; both sides of a comparison are called so. */
internal inline fun inCoroutine(
    blackhole: Blackhole,
    crossinline call: suspend () -> Any?,
) {
    runBlocking { repeat(CALLS) { blackhole.consume(call()) } }
}
