/** The figures of the strategies, a class for each. */
@NullMarked
package io.github.kashew.benchmarks.strategies;

import org.jspecify.annotations.NullMarked;
