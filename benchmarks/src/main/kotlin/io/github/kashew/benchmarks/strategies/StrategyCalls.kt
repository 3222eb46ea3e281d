package io.github.kashew.benchmarks.strategies

import io.github.kashew.benchmarks.memory.User
import io.github.kashew.benchmarks.memory.loaded
import io.github.kashew.kotlin.Cache
import io.github.kashew.kotlin.cached
import io.github.kashew.kotlin.circuitBreaker
import io.github.kashew.kotlin.early
import io.github.kashew.kotlin.failover
import io.github.kashew.kotlin.hit
import io.github.kashew.kotlin.locked
import io.github.kashew.kotlin.rateLimit
import io.github.kashew.kotlin.slidingRateLimit
import io.github.kashew.kotlin.soft
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes

// Functions as an application writes them, each by a key that is put together or, for the guards, one key.

/** So many calls that a run does not make them. */
internal const val ENOUGH: Long = 1_000_000_000

/** What most are measured against: the template figure of the memory group. */
internal suspend fun plainUser(
    users: Cache,
    id: Long,
): User = cached(ttl = 1.hours, key = "user:$id", cache = users) { loaded(id) }

internal suspend fun earlyUser(
    users: Cache,
    id: Long,
): User = early(ttl = 1.hours, key = "user:$id", cache = users) { loaded(id) }

internal suspend fun softUser(
    users: Cache,
    id: Long,
): User = soft(ttl = 1.hours, key = "user:$id", cache = users) { loaded(id) }

internal suspend fun countedUser(
    users: Cache,
    id: Long,
): User = hit(ttl = 1.hours, hits = ENOUGH, key = "user:$id", cache = users) { loaded(id) }

internal suspend fun coveredUser(
    users: Cache,
    user: User,
): User = failover(ttl = 1.hours, key = "user:${user.id}", cache = users) { user }

internal suspend fun lockedUser(
    users: Cache,
    user: User,
): User = locked(1.minutes, key = "user", cache = users) { user }

internal suspend fun limitedUser(
    users: Cache,
    user: User,
): User = rateLimit(ENOUGH, 1.hours, key = "user", cache = users) { user }

/** The window is short, so that what it remembers stays below the greatest limit. */
internal suspend fun slidingUser(
    users: Cache,
    user: User,
): User = slidingRateLimit(1_000_000, 10.milliseconds, key = "user", cache = users) { user }

internal suspend fun breakingUser(
    users: Cache,
    user: User,
): User = circuitBreaker(50.0, 1.minutes, key = "user", cache = users) { user }
