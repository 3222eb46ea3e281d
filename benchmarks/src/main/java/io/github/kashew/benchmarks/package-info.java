/** JMH benchmarks of Kashew against its peers, in the same run. */
@NullMarked
package io.github.kashew.benchmarks;

import org.jspecify.annotations.NullMarked;
