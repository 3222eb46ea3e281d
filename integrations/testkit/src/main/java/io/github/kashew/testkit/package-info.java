/**
 * The contract of a Kashew backend as JUnit tests, and a backend that fails on request.
 *
 * <p>Who writes a backend extends {@link io.github.kashew.testkit.BackendContract} in its tests. Who wants to see how an
 * application fares with a failing store wraps it in a {@link io.github.kashew.testkit.FaultInjectingBackend}.
 */
@NullMarked
package io.github.kashew.testkit;

import org.jspecify.annotations.NullMarked;
