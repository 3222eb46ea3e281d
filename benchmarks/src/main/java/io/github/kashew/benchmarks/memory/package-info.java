/** The figures of the memory group: a class for each, with both sides of the comparison. */
@NullMarked
package io.github.kashew.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
