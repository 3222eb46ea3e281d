package io.github.kashew.kotlin.internal

import java.lang.invoke.MethodHandles
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentMap
import java.util.concurrent.atomic.AtomicReference

/**
 * The call sites of keyless blocks, one for each block class.
 *
 * Code that is inlined into its callers asks [find] first and calls [register] when there is no site yet. Sites live as
 * long as their block class, so class loaders stay collectable. This object is threadsafe.
 */
@PublishedApi
internal object CallSites {
    private val sites =
        object : ClassValue<AtomicReference<CallSite?>>() {
            override fun computeValue(type: Class<*>) = AtomicReference<CallSite?>()
        }

    /** For each top-level class the functions in it that have a keyless block, with the name of the block's class. */
    private val blocksByFunction =
        object : ClassValue<ConcurrentMap<String, String>>() {
            override fun computeValue(type: Class<*>) = ConcurrentHashMap<String, String>()
        }

    /** Returns the site of [blockClass], or null before the first [register]. */
    @PublishedApi
    @JvmStatic
    internal fun find(blockClass: Class<*>): CallSite? = sites.get(blockClass).get()

    /**
     * Returns the site of [blockClass], made by the first call and shared by all later ones.
     *
     * @param lookup of the code that contains the block; a module need not open its packages
     * @throws io.github.kashew.error.InvalidKeyException if no key can be derived from blocks of this class
     */
    @PublishedApi
    @JvmStatic
    internal fun register(
        lookup: MethodHandles.Lookup,
        blockClass: Class<*>,
    ): CallSite {
        val slot = sites.get(blockClass)
        slot.get()?.let { return it }
        val function = EnclosingFunction.of(blockClass)
        val captures = CapturedValue.all(blockClass, function)
        val site = CallSite(function.text, KeyHandle.of(function, captures, FieldAccess(lookup, function)))
        claim(function, blockClass)
        slot.compareAndSet(null, site)
        return checkNotNull(slot.get())
    }

    private fun claim(
        function: EnclosingFunction,
        blockClass: Class<*>,
    ) {
        val first = blocksByFunction.get(function.topLevelClass).putIfAbsent(function.text, blockClass.name)
        if (first != null && first != blockClass.name) {
            throw function.refusal(
                "the function already has a keyless block ($first, this one is ${blockClass.name}), and blocks of " +
                    "one function, nested and conditional ones included, would share their keys",
                "give each of them a key with a name of its own, such as ${function.suggestedKey()}",
            )
        }
    }
}

/**
 * Returns the call site of [block], or null where the call brings a [key].
 *
 * It is inlined into the code that contains the block, whose rights the look-up has.
 */
@PublishedApi
@Suppress("NOTHING_TO_INLINE") // the place of the call is what counts
internal inline fun siteOf(
    key: Any?,
    block: Any,
): CallSite? =
    if (key !=
        null
    ) {
        null
    } else {
        CallSites.find(block.javaClass) ?: CallSites.register(MethodHandles.lookup(), block.javaClass)
    }
