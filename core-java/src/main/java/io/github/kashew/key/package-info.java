/**
 * How the values of a call become a cache key: templates, formats, patterns, and the rules every key obeys.
 *
 * <p>Keys are injective: two calls share a key only if their values are equal by the rules on
 * {@link io.github.kashew.key.KeyFormats}. No value can forge another key, a pattern, a cluster hash tag or an internal
 * key.
 */
@NullMarked
package io.github.kashew.key;

import org.jspecify.annotations.NullMarked;
