package io.github.kashew.kotlin

/**
 * The cache of this process for code that names none.
 *
 * Set it up once, before it is used: [set]. Who does not gets one in memory, for 10,000 entries. A test puts another one
 * in its place for a while: [replace]. This object is threadsafe.
 */
public object DefaultCache {
    private const val IN_MEMORY = "mem://?size=10000"

    @Volatile
    private var current: Cache? = null

    /** Returns the default cache; the first call makes one in memory if none was set. */
    public fun get(): Cache = current ?: make()

    @Synchronized
    private fun make(): Cache = current ?: Cache.open(IN_MEMORY).also { current = it }

    /**
     * Makes [cache] the default.
     *
     * @throws IllegalStateException if there is one, because it was set or already used
     */
    @Synchronized
    public fun set(cache: Cache) {
        check(current == null) {
            "the default cache is in use already: call DefaultCache.set(cache) once, before the first cached { }, " +
                "or use DefaultCache.replace(cache).use { … } in a test"
        }
        current = cache
    }

    /** Makes [cache] the default until the result is closed, which restores what was before and does not close [cache]. */
    @Synchronized
    public fun replace(cache: Cache): AutoCloseable {
        val before = current
        current = cache
        return AutoCloseable { restore(cache, before) }
    }

    @Synchronized
    private fun restore(
        cache: Cache,
        before: Cache?,
    ) {
        check(current == cache) { "another default cache was put in place meanwhile: close the innermost one first" }
        current = before
    }
}
