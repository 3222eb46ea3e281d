/** The codec of the types that need no library: scalars, texts, times, and collections of them. */
@NullMarked
package io.github.kashew.internal.natives;

import org.jspecify.annotations.NullMarked;
