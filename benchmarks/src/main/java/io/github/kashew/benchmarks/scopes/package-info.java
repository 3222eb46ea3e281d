/** The figures of the scopes group: a class for each, with both sides of the comparison. */
@NullMarked
package io.github.kashew.benchmarks.scopes;

import org.jspecify.annotations.NullMarked;
