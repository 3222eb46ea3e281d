/** The recipe {@code census}: slow questions about the JDK, asked through a cache. */
@NullMarked
package io.github.kashew.samples.census;

import org.jspecify.annotations.NullMarked;
