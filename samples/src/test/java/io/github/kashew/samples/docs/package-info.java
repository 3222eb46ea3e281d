/** The examples of README and docs, compiled and run. */
@NullMarked
package io.github.kashew.samples.docs;

import org.jspecify.annotations.NullMarked;
