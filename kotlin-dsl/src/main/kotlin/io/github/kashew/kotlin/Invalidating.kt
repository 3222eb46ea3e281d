package io.github.kashew.kotlin

import io.github.kashew.key.KeyRules
import io.github.kashew.strategy.Invalidate
import io.github.kashew.strategy.Strategies
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext
import kotlin.coroutines.coroutineContext

/** Deletes keys after a call that succeeded: `invalidate("user:{id}", "users")`; see [Invalidate]. */
public fun invalidate(
    template: String,
    vararg more: String,
): Invalidate = Strategies.invalidate(template, *more)

/**
 * Runs [block], and deletes [keys] if it succeeds: `invalidating(userById.key(42), "users") { repository.rename(42) }`.
 *
 * The keys are those of entries, never patterns; make them with [key], or with the key of a cached function. They are
 * deleted before the value is answered, also if the caller is cancelled after the block has ended. If [block] fails or is
 * cancelled, nothing is deleted.
 *
 * @param cache the cache; by default that of [withCache], or else the [DefaultCache]
 * @throws io.github.kashew.error.InvalidKeyException if a key is not permitted; [block] does not run then
 * @throws io.github.kashew.error.BackendException if the keys could not be deleted; [block] has succeeded then
 */
public suspend fun <T> invalidating(
    vararg keys: String,
    cache: Cache? = null,
    block: suspend () -> T,
): T {
    require(keys.isNotEmpty()) { "invalidating needs a key, such as key(\"user\", 42)" }
    keys.forEach(KeyRules::check)
    val target = cache ?: CurrentCache.of(coroutineContext)
    val value = block()
    withContext(NonCancellable) { target.deleteMany(keys.distinct()) }
    return value
}
