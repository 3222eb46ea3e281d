/** The reliability figures: runs that end in a verdict. */
@NullMarked
package io.github.kashew.benchmarks.reliability;

import org.jspecify.annotations.NullMarked;
