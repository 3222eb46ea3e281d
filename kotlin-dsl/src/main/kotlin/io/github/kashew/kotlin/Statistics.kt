package io.github.kashew.kotlin

import io.github.kashew.CacheStatistics

/** Returns what has been counted since this cache was opened, by plan and by route. */
public fun Cache.statistics(): CacheStatistics = core.statistics()
