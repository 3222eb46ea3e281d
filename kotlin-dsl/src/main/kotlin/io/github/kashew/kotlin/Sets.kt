package io.github.kashew.kotlin

import io.github.kashew.Ttl
import kotlinx.coroutines.future.await

/** Adds members, letting the set live for at least [ttl] from now on; answers how many are new. */
public suspend fun Cache.addToSet(
    key: String,
    members: Set<String>,
    ttl: Ttl = Ttl.forever(),
): Long = core.addToSet(key, members, ttl).await()

/** Removes members; answers how many were there. */
public suspend fun Cache.removeFromSet(
    key: String,
    members: Set<String>,
): Long = core.removeFromSet(key, members).await()

/** Removes and answers up to [count] arbitrary members. */
public suspend fun Cache.popFromSet(
    key: String,
    count: Int = 100,
): Set<String> = core.popFromSet(key, count).await()
