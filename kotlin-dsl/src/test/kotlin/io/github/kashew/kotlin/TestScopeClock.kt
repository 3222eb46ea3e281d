package io.github.kashew.kotlin

import io.github.kashew.spi.CacheClock
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import java.time.Instant
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.Duration.Companion.nanoseconds

/**
 * Returns a clock on the virtual time of this test, which begins at [start]: a cache with it ages while coroutines delay.
 *
 * Its resolution is a millisecond, as that of virtual time. What a cache has planned on it runs when its time comes, does
 * not keep `advanceUntilIdle` or the test from ending, and is called off when the test ends.
 */
@OptIn(ExperimentalCoroutinesApi::class)
internal fun TestScope.cacheClock(start: Instant = Instant.parse("2030-01-01T00:00:00Z")): CacheClock =
    object : CacheClock {
        private val startNanos = SECONDS.toNanos(start.epochSecond) + start.nano
        private val dispatcher = StandardTestDispatcher(testScheduler)

        override fun nanos(): Long = startNanos + MILLISECONDS.toNanos(testScheduler.currentTime)

        override fun schedule(
            task: Runnable,
            delayNanos: Long,
        ): CacheClock.Cancellable {
            val planned =
                backgroundScope.launch(dispatcher) {
                    delay(delayNanos.nanoseconds)
                    task.run()
                }
            return CacheClock.Cancellable { planned.cancel() }
        }
    }
