package io.github.kashew.kotlin

import io.github.kashew.strategy.Shadow
import io.github.kashew.strategy.Strategies
import io.github.kashew.strategy.Verify

/** Loads anew in the background on [percent] of the hits, and tells where that differs; see [Verify]. */
public fun verify(percent: Double): Verify = Strategies.verify(percent)

/** Answers each call with a fresh load, and tells where the cache would have answered something else; see [Shadow]. */
public fun shadow(): Shadow = Strategies.shadow()
