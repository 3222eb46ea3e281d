/** The schedule of a comparison: two processes that take turns, and what their times say. */
@NullMarked
package io.github.kashew.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
