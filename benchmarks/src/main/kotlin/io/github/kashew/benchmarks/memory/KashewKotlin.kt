package io.github.kashew.benchmarks.memory

import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.asKotlin
import org.openjdk.jmh.annotations.Scope
import org.openjdk.jmh.annotations.State

/** Our side for coroutines: the same cache. */
@State(Scope.Benchmark)
class KashewKotlin : Kashew() {
    /** The cache for coroutines. */
    val coroutines: Cache = cache.asKotlin()
}
