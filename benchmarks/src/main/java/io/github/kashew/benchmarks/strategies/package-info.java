/** The figures of the strategies group: a class for each, with both sides of the comparison. */
@NullMarked
package io.github.kashew.benchmarks.strategies;

import org.jspecify.annotations.NullMarked;
