/** The strategies: how a plan reads, loads, stores, waits and refuses. */
@NullMarked
package io.github.kashew.strategy;

import org.jspecify.annotations.NullMarked;
