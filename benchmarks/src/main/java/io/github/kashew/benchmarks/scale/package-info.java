/** What a hit and an entry cost as a cache grows, and what a cache of a size keeps of a trace. */
@NullMarked
package io.github.kashew.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
