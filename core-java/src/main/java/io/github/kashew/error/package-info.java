/**
 * What Kashew throws: unchecked exceptions below {@link io.github.kashew.error.CacheException}.
 *
 * <p>The loader's own failure is never wrapped in one of these; it reaches the caller as it was thrown. Misuse of
 * arguments that are not keys is reported with the exceptions of the JDK.
 */
@NullMarked
package io.github.kashew.error;

import org.jspecify.annotations.NullMarked;
