package io.github.kashew.kotlin

import io.github.kashew.CommandKind
import io.github.kashew.Switch
import io.github.kashew.kotlin.internal.CacheContextElement
import kotlinx.coroutines.withContext

/** Switches commands of these [kinds] off in all routes and the whole process; all commands if none is named. */
public fun Cache.disable(vararg kinds: CommandKind) {
    core.disable(*kinds)
}

/** Switches commands off in the whole process; see [io.github.kashew.SwitchOperations]. */
public fun Cache.disable(off: Switch) {
    core.disable(off)
}

/** Switches commands of these [kinds] on again in all routes; all commands if none is named. */
public fun Cache.enable(vararg kinds: CommandKind) {
    core.enable(*kinds)
}

/** Switches commands on again in the whole process; a scope in which something is switched off stays as it is. */
public fun Cache.enable(on: Switch) {
    core.enable(on)
}

/** Tells whether commands of a [kind] reach the store of the route of [prefix] from here. */
public fun Cache.isEnabled(
    kind: CommandKind,
    prefix: String,
): Boolean = core.isEnabled(kind, prefix)

/**
 * Runs [block] with commands of these [kinds] switched off for it and the coroutines that it starts as its children; all
 * commands if none is named. What was off before stays off afterwards.
 */
public suspend fun <T> Cache.disabling(
    vararg kinds: CommandKind,
    block: suspend () -> T,
): T = disabling(Switch.of(*kinds), block)

/** As the other [disabling], of one route for example: `cache.disabling(Switch.of(GET).on("user:")) { }`. */
public suspend fun <T> Cache.disabling(
    off: Switch,
    block: suspend () -> T,
): T = withContext(CacheContextElement(core.contextWithout(off))) { block() }
