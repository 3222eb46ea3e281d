/** The backend that keeps live objects in this process, on Caffeine. */
@NullMarked
package io.github.kashew.memory;

import org.jspecify.annotations.NullMarked;
