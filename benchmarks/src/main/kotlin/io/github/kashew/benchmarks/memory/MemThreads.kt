package io.github.kashew.benchmarks.memory

/** The same hits on one thread and on two. */
open class MemThreads : MemGet()
