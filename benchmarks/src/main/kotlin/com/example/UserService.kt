package com.example

import io.github.kashew.benchmarks.memory.User
import io.github.kashew.benchmarks.memory.loaded
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached

/**
 * A service as an application writes it, with a function that is cached without a key. Its package is no part of ours, because
 * keys begin with it.
 */
internal class UserService(
    private val cache: Cache,
) {
    /** Answers a user. */
    suspend fun user(id: Long): User = cached(ttl = "1h", cache = cache) { loaded(id) }
}
