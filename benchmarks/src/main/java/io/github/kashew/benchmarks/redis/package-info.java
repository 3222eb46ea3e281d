/** The Redis figures, and the servers that they and the reliability figures use. */
@NullMarked
package io.github.kashew.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
