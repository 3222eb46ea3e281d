/** Zstandard compression of stored values. */
@NullMarked
package io.github.kashew.zstd;

import org.jspecify.annotations.NullMarked;
