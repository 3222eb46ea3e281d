/** The figures of the codec group: a class for each, with both sides of the comparison. */
@NullMarked
package io.github.kashew.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
