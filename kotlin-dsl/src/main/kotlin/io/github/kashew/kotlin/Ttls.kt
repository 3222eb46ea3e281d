package io.github.kashew.kotlin

import io.github.kashew.Ttl
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/** Returns a ttl of this length; [Duration.INFINITE] is for ever. */
public fun Duration.toTtl(): Ttl = if (isInfinite()) Ttl.forever() else Ttl.of(toJavaDuration())
