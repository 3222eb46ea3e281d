package io.github.kashew.kotlin

import io.github.kashew.key.CacheKey

/**
 * Returns a key made of a name and values: `key("user", 42)` is `user:42`.
 *
 * Values are escaped, so that no input can forge another key; see [CacheKey.of].
 *
 * @throws io.github.kashew.error.InvalidKeyException if the name is not permitted or a value has no stable text
 */
public fun key(
    name: String,
    vararg values: Any?,
): String = CacheKey.of(name, *values)
